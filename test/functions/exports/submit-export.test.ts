import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { StateService, Submission } from '../../../adapters/nemsis-soap/state-service.ts';
import { cachedStateCredentials } from '../../../adapters/state-credentials/cached-state-credentials.ts';
import { memoryStateCredentials } from '../../../adapters/state-credentials/memory-state-credentials.ts';
import type { SubmissionParts } from '../../../functions/exports/submission-parts.ts';
import { submitExport } from '../../../functions/exports/submit-export.ts';
import type { ChartCommand } from '../../../schemas/chart/commands.ts';
import type { AgencyProfile } from '../../../schemas/nemsis/agency.ts';
import { dictionaryOf } from '../../../schemas/nemsis/releases.ts';
import type { StateAccount } from '../../../schemas/nemsis/state-account.ts';
import type { LimitAnswer, SubmissionAnswer } from '../../../schemas/nemsis/state-answer.ts';
import { memoryStateCopies } from '../../../store/exports/memory-state-copies.ts';
import { ACCOUNT, state as stateServer } from '../../adapters/nemsis-soap/state.ts';
import { ADMIN, CHART_ID, idOf, minute, TENANT } from '../../sample-chart.ts';
import { EXPORT_ID } from '../../sample-export.ts';
import { VALID_DEMOGRAPHICS } from '../valid-demographics.ts';
import { AGENCY, askFor, doToChart, exportWorld, MANDATORY, newest, OPEN, upTo } from './export-world.ts';

const ENDPOINT = 'https://state.example/NemsisWs';
const PROFILE: AgencyProfile = {
  ...AGENCY,
  demographics: VALID_DEMOGRAPHICS,
  state: { endpoint: ENDPOINT, username: ACCOUNT.username, organization: ACCOUNT.organization },
};

type Scripted = SubmissionAnswer | LimitAnswer | 'dies';
const LIMIT = { kind: 'limit', kb: 512 } as const;
const ACCEPTED = { kind: 'accepted', code: 1, handle: 'h' } as const;
const PENDING = { kind: 'pending', code: 0, handle: 'h' } as const;

/** A state that answers as it is told, and says what it was asked. */
const scripted = (...answers: Scripted[]) => {
  const asked: string[] = [];
  const sent: Submission[] = [];
  const answer = async (what: string) => {
    asked.push(what);
    const next = answers.shift();
    if (next === undefined || next === 'dies') throw new Error('the worker died');
    return next;
  };
  const service: StateService = {
    submit: async (submission) => {
      sent.push(submission);
      return (await answer(`submit ${submission.dataSet}`)) as SubmissionAnswer;
    },
    status: async (handle) => (await answer(`status ${handle}`)) as SubmissionAnswer,
    limit: async () => (await answer('limit')) as LimitAnswer,
  };
  return { asked, sent, service };
};

/** An export that is written, and a worker that submits it; the clock stands until it is moved. */
const world = async (
  service: StateService,
  given: {
    kind?: 'full' | 'national';
    profile?: AgencyProfile;
    chart?: readonly ChartCommand[];
  } = {},
) => {
  const exports = exportWorld();
  const { chart = upTo('completed') } = given;
  const chart_version = await doToChart(exports.store, [OPEN, MANDATORY, ...chart]);
  await askFor(exports.store, { kind: given.kind ?? 'full', chart_id: CHART_ID, chart_version });
  await exports.work();
  const clock = { now: Date.parse(minute(10)) };
  const later: number[] = [];
  const settled: string[] = [];
  const accounts: StateAccount[] = [];
  const secrets = memoryStateCredentials();
  await secrets.put(TENANT, ACCOUNT);
  const credentials = cachedStateCredentials(secrets, () => clock.now);
  let ids = 0;
  const parts: SubmissionParts = {
    store: exports.store,
    artifacts: exports.artifacts,
    rows: exports.rows,
    dictionaries: dictionaryOf,
    gate: exports.gate,
    credentials,
    copies: memoryStateCopies(),
    later: { tell: async (_, seconds) => void later.push(seconds) },
    agency: async () => given.profile ?? PROFILE,
    service: (_, account) => {
      accounts.push(account);
      return service;
    },
    settled: (_, { state }) => void settled.push(state),
    now: () => new Date(clock.now),
    jitter: () => 0,
    newId: () => idOf(7000 + ids++),
  };
  const run = submitExport(parts);
  /** Handles what the bus tells until the worker waits, or has nothing to do. */
  const work = async () => {
    for (let before = 0; ; ) {
      const entry = await newest(exports.store);
      if (entry.version === before) return exports.state();
      before = entry.version;
      await run(entry);
    }
  };
  return {
    ...exports,
    parts,
    run,
    work,
    clock,
    later,
    settled,
    secrets,
    accounts,
    tell: async () => run(await newest(exports.store)),
  };
};

describe('an export of an agency that has an account at its state', () => {
  test('is submitted after the demographic data, and accepted', async () => {
    const { asked, sent, service } = scripted(LIMIT, ACCEPTED, ACCEPTED);
    const { work, settled, files } = await world(service);
    const state = await work();
    expect([asked, settled, state?.status]).toStrictEqual([
      ['limit', 'submit DEM', 'submit EMS'],
      ['accepted'],
      'accepted',
    ]);
    expect(sent.map(({ schemaVersion }) => schemaVersion)).toStrictEqual(['3.5.1', '3.5.1']);
    expect(sent[1]?.xml).toBe(Buffer.from(files.get(state?.artifact?.key ?? '') ?? []).toString());
  });

  test('leaves the demographic data out that the state has already', async () => {
    const first = scripted(LIMIT, ACCEPTED, ACCEPTED);
    const { parts, store, artifacts, work, clock } = await world(first.service);
    await work();
    const second = scripted(LIMIT, ACCEPTED);
    clock.now += 86_400_000;
    const other = exportWorld({ store, artifacts });
    const chart_version = await doToChart(store, [{ type: 'change_status', to: 'locked' }]);
    await askFor(store, { kind: 'full', chart_id: CHART_ID, chart_version }, idOf(42));
    await other.work(idOf(42));
    await submitExport({ ...parts, service: () => second.service })(await newest(store, idOf(42)));
    expect(second.asked).toStrictEqual(['limit', 'submit EMS']);
  });

  test('is asked about until it is judged, each time when it is due', async () => {
    const { asked, service } = scripted(LIMIT, ACCEPTED, PENDING, PENDING, ACCEPTED);
    const { work, tell, clock, later, state } = await world(service);
    expect((await work())?.status).toBe('submitted');
    expect(later).toHaveLength(1);
    await tell();
    expect([asked.length, later.length]).toStrictEqual([3, 2]);
    for (const seconds of [later.at(-1) ?? 0, 3600]) {
      clock.now += seconds * 1000;
      await tell();
    }
    expect((await state())?.status).toBe('accepted');
    expect(asked.slice(3)).toStrictEqual(['status h', 'status h']);
  });
});

describe('demographic data that the gate refuses', () => {
  const { elements, groups } = VALID_DEMOGRAPHICS;
  const without = (missing: string) => ({
    ...PROFILE,
    demographics: { elements: elements.filter(({ element }) => element !== missing), groups },
  });

  test('is not sent, nor is the chart behind it, and its findings are kept for the admin', async () => {
    const { asked, service } = scripted();
    const { work, tell, settled, store, files } = await world(service, { profile: without('dAgency.12') });
    const state = await work();
    await tell();
    expect([asked, settled, state?.status]).toStrictEqual([[], ['exported'], 'exported']);
    const { counts, findings, judged_by } = state?.demographics ?? {};
    expect(findings?.list.filter(({ severity }) => severity !== 'WARNING')).toStrictEqual([
      expect.objectContaining({ stage: 'xsd', element: 'dAgency.13' }),
      expect.objectContaining({ stage: 'profile', rule: 'missing', element: 'dAgency.12' }),
    ]);
    expect([counts?.fatal, counts?.error, findings?.subject_id]).toStrictEqual([1, 1, EXPORT_ID]);
    expect(judged_by?.map(({ name }) => name)).toStrictEqual(['own schema DEM', 'completeness']);
    expect((await newest(store)).events.map(({ type }) => type)).toStrictEqual([
      'export.demographics_refused',
    ]);
    expect([...files.keys()].filter((key) => key.includes('demographics'))).toStrictEqual([]);
  });

  test('is judged by the rules that the agency has chosen, and not sent where they are not installed', async () => {
    const { asked, service } = scripted();
    const releases = [{ from: '2020-01-01', release: '3.5.1.250403CP1', packs: ['dem-rules'] }];
    const { work } = await world(service, { profile: { ...PROFILE, releases } });
    const { demographics } = (await work()) ?? {};
    expect([asked, demographics?.findings?.list[0]]).toMatchObject([
      [],
      { rule: 'unknown-pack', severity: 'FATAL', message: expect.stringContaining('dem-rules') },
    ]);
  });

  test('holds nothing up once the state has it: it is not judged again', async () => {
    const first = scripted(LIMIT, ACCEPTED, ACCEPTED);
    const { parts, store, artifacts, work } = await world(first.service);
    await work();
    const second = scripted(LIMIT, ACCEPTED);
    const other = exportWorld({ store, artifacts });
    const chart_version = await doToChart(store, [{ type: 'change_status', to: 'locked' }]);
    await askFor(store, { kind: 'full', chart_id: CHART_ID, chart_version }, idOf(42));
    await other.work(idOf(42));
    const gate = { judge: () => Promise.reject(new Error('judged again')) };
    await submitExport({ ...parts, gate, service: () => second.service })(await newest(store, idOf(42)));
    expect(second.asked).toStrictEqual(['limit', 'submit EMS']);
  });
});

describe('what the state refuses', () => {
  const report = {
    xml_error_count: 0,
    xml_errors: [],
    rule_violations: [
      { rule: 'ct-7', role: '[ERROR]', location: '/a', message: 'Alex Doe is too old.', elements: [] },
    ],
    custom: [],
    left_out: 0,
  };

  test('is rejected, with its words among the findings and nowhere else', async () => {
    const refused = { kind: 'refused', cause: 'status', code: -14, detail: 'Alex Doe', report } as const;
    const { work, settled, store } = await world(scripted(LIMIT, ACCEPTED, refused).service);
    const state = await work();
    expect([state?.status, settled]).toStrictEqual(['rejected', ['rejected']]);
    expect(state?.submission?.findings?.list.map(({ message }) => message)).toStrictEqual([
      'Alex Doe',
      'Alex Doe is too old.',
    ]);
    expect(state?.submission?.findings?.subject_id).toBe(CHART_ID);
    expect(JSON.stringify(state?.submission?.plan)).not.toContain('Doe');
    expect((await newest(store)).events.map(({ type }) => type)).toStrictEqual([
      'export.submission_answered',
    ]);
  });

  test('of the account is asked for anew, as it may have been set meanwhile', async () => {
    const refused = { kind: 'refused', cause: 'status', code: -1, detail: '' } as const;
    const { work, parts } = await world(scripted(refused).service);
    await parts.credentials.get(TENANT);
    await work();
    await parts.credentials.put(TENANT, { ...ACCOUNT, password: 'new' });
    expect(await parts.credentials.get(TENANT)).toMatchObject({ password: 'new' });
  });
});

test('an account that was set anew is signed in with at once, whatever is remembered', async () => {
  const { work, parts, secrets, accounts } = await world(scripted(LIMIT, ACCEPTED, ACCEPTED).service);
  await parts.credentials.put(TENANT, { ...ACCOUNT, username: 'before' });
  await parts.credentials.get(TENANT);
  await secrets.put(TENANT, ACCOUNT);
  expect((await work())?.status).toBe('accepted');
  expect([...new Set(accounts)]).toStrictEqual([ACCOUNT]);
});

describe('a worker', () => {
  test('that dies after it asked lets the answer count as lost before it asks again', async () => {
    const { asked, service } = scripted(LIMIT, 'dies', ACCEPTED, ACCEPTED);
    const { tell, clock, later, state } = await world(service);
    await expect(tell()).rejects.toThrow('the worker died');
    await tell();
    expect([asked, later]).toStrictEqual([['limit', 'submit DEM'], [300]]);
    clock.now += 301_000;
    await tell();
    clock.now += 3_600_000;
    await tell();
    expect(asked).toStrictEqual(['limit', 'submit DEM', 'submit DEM', 'submit EMS']);
    expect((await state())?.status).toBe('accepted');
  });

  test('that is told twice at once asks once', async () => {
    const { asked, service } = scripted(LIMIT, ACCEPTED, ACCEPTED);
    const { run, store } = await world(service);
    const entry = await newest(store);
    await Promise.all([run(entry), run(entry)]);
    expect(asked).toStrictEqual(['limit', 'submit DEM', 'submit EMS']);
  });

  test('that plans while another says otherwise what the agency says sends what it has planned', async () => {
    const { asked, sent, service } = scripted(LIMIT, ACCEPTED, ACCEPTED);
    const { run, parts, store, state } = await world(service);
    const renamed = {
      ...VALID_DEMOGRAPHICS,
      elements: VALID_DEMOGRAPHICS.elements.map((each) =>
        each.element === 'dAgency.03' ? { ...each, values: [{ text: 'Renamed EMS' }] } : each,
      ),
    };
    const other = submitExport({ ...parts, agency: async () => ({ ...PROFILE, demographics: renamed }) });
    const entry = await newest(store);
    await Promise.all([run(entry), other(entry)]);
    expect(asked).toStrictEqual(['limit', 'submit DEM', 'submit EMS']);
    const [planned] = (await state())?.submission?.plan.accepted ?? [];
    const said = sent[0]?.xml.replace(/ timeStamp="[^"]*"/, '') ?? '';
    expect(createHash('sha256').update(said).digest('hex')).toBe(planned?.payload.sha256);
  });

  test.each<[string, Parameters<typeof world>[1]]>([
    ['an agency without an account', { profile: { ...AGENCY, demographics: VALID_DEMOGRAPHICS } }],
    ['the national subset', { kind: 'national' }],
    ['a draft', { chart: [] }],
    ['a chart that waits for its review', { chart: upTo('ready_for_review') }],
  ])('submits nothing of %s', async (_, given) => {
    const { asked, service } = scripted();
    const { work, later } = await world(service, given);
    expect([(await work())?.status, asked, later]).toStrictEqual(['exported', [], []]);
  });

  test('submits the version that was completed, though the chart is edited again', async () => {
    const { asked, service } = scripted(LIMIT, ACCEPTED, ACCEPTED);
    const { work, store } = await world(service);
    const back = { type: 'change_status', to: 'in_progress', reason: 'a time is wrong' } as const;
    await doToChart(store, [back], CHART_ID, ADMIN);
    expect([(await work())?.status, asked]).toStrictEqual([
      'accepted',
      ['limit', 'submit DEM', 'submit EMS'],
    ]);
  });

  test('sends nothing that was destroyed meanwhile, and says so', async () => {
    const { asked, service } = scripted(LIMIT, ACCEPTED);
    const { work, files, state, settled } = await world(service);
    files.delete((await state())?.artifact?.key ?? '');
    expect((await work())?.submission?.plan.outcome).toStrictEqual({
      state: 'exported',
      turn: 'nobody',
      retry: false,
      text: "Its file went with its patient's data, so nothing is sent any more.",
    });
    expect([asked, settled]).toStrictEqual([['limit', 'submit DEM'], ['exported']]);
  });

  test('sends no demographic data that was destroyed meanwhile', async () => {
    const { asked, service } = scripted({ kind: 'server_error', cause: 'time_limit', detail: '60 s' }, LIMIT);
    const { work, tell, files, clock, state } = await world(service);
    await work();
    for (const key of files.keys()) if (key.startsWith(`${TENANT}/demographics/`)) files.delete(key);
    clock.now += 3_600_000;
    await tell();
    expect((await state())?.submission?.plan.outcome).toMatchObject({ turn: 'medic' });
    expect(asked).toStrictEqual(['limit', 'limit']);
  });

  test('is accepted where the state took the very same report before', async () => {
    const { store, rows, artifacts, work, parts, state } = await world(
      scripted(LIMIT, ACCEPTED, ACCEPTED).service,
    );
    const again = exportWorld({ store, rows, artifacts });
    const first = await work();
    await again.run(await newest(store));
    if (!first || first.request.kind === 'dem') throw new Error('It is of a chart.');
    await askFor(store, first.request, idOf(42));
    await again.work(idOf(42));
    const second = scripted(LIMIT, { kind: 'refused', cause: 'status', code: -11, detail: '' });
    await submitExport({ ...parts, service: () => second.service })(await newest(store, idOf(42)));
    expect(second.asked).toStrictEqual(['limit', 'submit EMS']);
    const outcome = { state: 'accepted', turn: 'nobody', text: expect.stringContaining('this very report') };
    expect((await state(idOf(42)))?.submission?.plan.outcome).toMatchObject(outcome);
  });

  test('sends nothing when a newer version of the chart is exported for the state', async () => {
    const { asked, service } = scripted(LIMIT);
    const { store, rows, artifacts, work } = await world(service);
    const chart_version = await doToChart(store, [{ type: 'change_status', to: 'locked' }]);
    await askFor(store, { kind: 'full', chart_id: CHART_ID, chart_version }, idOf(42));
    await exportWorld({ store, rows, artifacts }).work(idOf(42));
    expect((await work())?.submission?.plan.outcome).toMatchObject({
      state: 'exported',
      turn: 'nobody',
      text: expect.stringContaining('A newer version of the chart has been exported'),
    });
    expect(asked).toStrictEqual(['limit']);
  });

  test('brings an export to a state that speaks the WSDL', async () => {
    const { server, client } = await stateServer();
    const { work } = await world(client);
    expect((await work())?.status).toBe('accepted');
    expect(server.taken.map(({ dataSchema }) => dataSchema)).toStrictEqual([62, 61]);
  });
});
