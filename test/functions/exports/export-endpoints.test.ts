import { describe, expect, test } from 'vitest';
import { exportRequestEndpoints } from '../../../functions/commands/export-endpoints.ts';
import { recordStep } from '../../../functions/exports/record-step.ts';
import { exportQueryEndpoints } from '../../../functions/queries/export-endpoints.ts';
import { project } from '../../../projections/charts.ts';
import type { Role } from '../../../schemas/identity.ts';
import { memoryAccessTrail } from '../../../store/access/memory-access-trail.ts';
import { catchUp } from '../../../store/catch-up.ts';
import { memoryChartRows } from '../../../store/memory-chart-rows.ts';
import { ADMIN, CHART_ID, idOf, minute, TENANT } from '../../sample-chart.ts';
import { demographicsVerdict, planAt } from '../../sample-export.ts';
import { type Ask, apiEvent } from '../api-event.ts';
import { caller, PERMISSIVE, refused } from '../chart-world.ts';
import { doToChart, exportWorld, MANDATORY, newest, OPEN, upTo } from './export-world.ts';

const ASK = 'POST /v1/charts/{id}/exports';
const READ = 'GET /v1/exports/{id}';
const KEY = { 'idempotency-key': 'export-the-first' };

/** Exports behind their real endpoints, in memory. */
const world = () => {
  const exports = exportWorld();
  const charts = memoryChartRows();
  const trail = memoryAccessTrail();
  const endpoints = [
    ...exportRequestEndpoints({ store: exports.store, charts }),
    ...exportQueryEndpoints({
      ...exports,
      trail,
      downloads: {
        permit: async (key, expires_at) => ({
          method: 'GET',
          url: `https://files.example/${key}`,
          expires_at,
        }),
      },
    }),
  ];
  let requests = 0;
  const ask = async (key: string, given: Partial<Ask> & { role?: Role } = {}) => {
    requests += 1;
    const { role = 'admin', ...rest } = given;
    const event = apiEvent(key, `request-${requests}`, { caller: caller(role), ...rest });
    const call = { event, limits: PERMISSIVE, trace_id: `trace-${requests}`, now: minute(requests) };
    const outcome = await endpoints.find((each) => each.key === key)?.call(call);
    return { status: outcome?.answer.statusCode, body: JSON.parse(outcome?.answer.body ?? 'null') };
  };
  const onChart = (body: object, more: object = {}) =>
    ask(ASK, { params: { id: CHART_ID }, headers: KEY, body, ...more });
  return { ...exports, charts, trail, ask, onChart };
};

describe('asking for an export', () => {
  test('is accepted, is of the newest version of the chart, and the same request asks once', async () => {
    const { onChart, store, work } = world();
    const chart_version = await doToChart(store, [OPEN]);
    const first = await onChart({ kind: 'full' }, { role: 'ems' });
    expect(first).toStrictEqual({ status: 202, body: { id: expect.any(String), version: 1 } });
    await doToChart(store, [MANDATORY]);
    expect(await onChart({ kind: 'full' }, { role: 'ems' })).toStrictEqual(first);
    expect((await work(first.body.id))?.request).toStrictEqual({
      kind: 'full',
      chart_id: CHART_ID,
      chart_version,
    });
  });

  test('is refused for what is not there, for a version that is not there yet, and to who only reads', async () => {
    const { onChart, store } = world();
    const missing = refused(404, { code: 'NOT_FOUND', message: 'There is no such chart.' });
    expect(await onChart({ kind: 'full' })).toStrictEqual(missing);
    await doToChart(store, [OPEN]);
    expect(await onChart({ kind: 'full', version: 9 })).toMatchObject({
      status: 409,
      body: { error: { code: 'VERSION_CONFLICT', details: { server_version: 1 } } },
    });
    expect((await onChart({ kind: 'full' }, { role: 'billing' })).status).toBe(403);
    expect((await onChart({ kind: 'full' }, { headers: {} })).status).toBe(422);
    expect((await onChart({ kind: 'dem' })).status).toBe(422);
  });

  test('is of a version that the chart was at: what one commit says has none within', async () => {
    const { onChart, store, work } = world();
    await doToChart(store, [OPEN]);
    const version = await doToChart(store, [MANDATORY]);
    await doToChart(store, upTo('in_progress'));
    expect(await onChart({ kind: 'full', version: version - 1 })).toStrictEqual(
      refused(422, {
        code: 'VALIDATION_FAILED',
        message: `The chart was never at version ${version - 1}.`,
        details: { issues: [{ path: 'body.version', message: `it went from 1 to ${version} at once` }] },
      }),
    );
    const { status, body } = await onChart({ kind: 'full', version });
    expect([status, (await work(body.id))?.request]).toStrictEqual([
      202,
      { kind: 'full', chart_id: CHART_ID, chart_version: version },
    ]);
  });

  test('of the agency is an admin’s', async () => {
    const { ask, work } = world();
    expect((await ask('POST /v1/agency/exports', { headers: KEY, role: 'ems' })).status).toBe(403);
    const { status, body } = await ask('POST /v1/agency/exports', { headers: KEY });
    expect([status, (await work(body.id))?.request]).toStrictEqual([202, { kind: 'dem' }]);
  });
});

/** Charts, one after the other, that came to these states, and their rows. */
const chartsIn = async (
  { store, charts: rows }: Pick<ReturnType<typeof world>, 'store' | 'charts'>,
  states: readonly Parameters<typeof upTo>[0][],
) => {
  for (const [n, status] of states.entries()) {
    const stream = { tenant_id: TENANT, category: 'chart', id: idOf(n + 1) } as const;
    const version = await doToChart(store, [OPEN, MANDATORY, ...upTo(status)], stream.id);
    await catchUp({ store, rows, project }, stream, version);
  }
};

describe('a batch of exports', () => {
  const BATCH = 'POST /v1/exports/batch';
  const of = { from: minute(-60), to: minute(60), kind: 'national' };

  test('is of a time that ends after it begins', async () => {
    const { ask } = world();
    const { status, body } = await ask(BATCH, { headers: KEY, body: { ...of, from: of.to, to: of.from } });
    expect([status, body.error.details.issues]).toStrictEqual([
      422,
      [{ path: 'body.to', message: 'must be after from' }],
    ]);
  });

  test('asks for each completed or locked chart of a time, a page a request, and for none twice', async () => {
    const { ask, store, charts, rows: _, state } = world();
    await chartsIn({ store, charts }, ['locked', 'ready_for_review', 'completed']);
    const first = await ask(BATCH, { headers: KEY, body: { ...of, limit: 2 } });
    expect(first.body).toStrictEqual({
      items: [{ id: expect.any(String), chart_id: idOf(3) }],
      next_cursor: idOf(2),
    });
    const cursor = first.body.next_cursor;
    const second = await ask(BATCH, { headers: KEY, body: { ...of, limit: 2, cursor } });
    expect(second.body).toStrictEqual({
      items: [{ id: expect.any(String), chart_id: idOf(1) }],
      next_cursor: null,
    });
    expect(await ask(BATCH, { headers: KEY, body: { ...of, limit: 2 } })).toStrictEqual(first);
    expect(await state(second.body.items[0].id)).toMatchObject({
      status: 'pending_validation',
      request: { kind: 'national', chart_id: idOf(1) },
    });
  });

  test('leaves out a chart that was opened for editing again, though the list does not know it yet', async () => {
    const { ask, store, charts } = world();
    await chartsIn({ store, charts }, ['completed', 'completed']);
    const back = { type: 'change_status', to: 'in_progress', reason: 'a time is wrong' } as const;
    await doToChart(store, [back], idOf(1), ADMIN);
    const { body } = await ask(BATCH, { headers: KEY, body: of });
    expect(body.items).toStrictEqual([{ id: expect.any(String), chart_id: idOf(2) }]);
  });

  test('takes no cursor of its own making', async () => {
    const { ask } = world();
    const answer = await ask(BATCH, { headers: KEY, body: { ...of, cursor: idOf(9) } });
    expect(answer).toMatchObject({
      status: 422,
      body: { error: { details: { issues: [{ path: 'body.cursor' }] } } },
    });
  });
});

describe('reading an export', () => {
  test('whose demographic data did not pass tells what is to be corrected, and whose turn it is', async () => {
    const { ask, onChart, store, work, trail } = world();
    await doToChart(store, [OPEN, MANDATORY, ...upTo('completed')]);
    const { id } = (await onChart({ kind: 'full' })).body;
    await work(id);
    const verdict = demographicsVerdict();
    await recordStep(
      store,
      { type: 'refuse_demographics', verdict },
      {
        ...{ entry: await newest(store, id), time: minute(9), seen: 3, command_id: idOf(6000) },
      },
    );
    const { body } = await ask(READ, { params: { id } });
    expect(body.submission).toStrictEqual({
      findings: [],
      outcome: expect.objectContaining({ state: 'exported', turn: 'agency_admin' }),
      demographics: verdict.findings?.list,
    });
    for (const subject of [`patient/${CHART_ID}`, `export/${id}`])
      expect((await trail.list(TENANT, { subject }, { limit: 9 })).items).toHaveLength(1);
  });

  test('of a chart that was not completed tells why nobody is sent it, and of a completed one nothing', async () => {
    const { ask, onChart, store, work } = world();
    await doToChart(store, [OPEN, MANDATORY, ...upTo('ready_for_review')]);
    const read = async (n: number) => {
      const headers = { 'idempotency-key': `export-number-${n}` };
      const { id } = (await onChart({ kind: 'full' }, { headers })).body;
      const before = await ask(READ, { params: { id } });
      await work(id);
      return [before.body, (await ask(READ, { params: { id } })).body];
    };
    const [before, early] = await read(1);
    expect([before.submission, early.status, early.chart_status]).toStrictEqual([
      ...[undefined, 'exported', 'ready_for_review'],
    ]);
    expect(early.submission).toStrictEqual({
      findings: [],
      outcome: {
        state: 'exported',
        turn: 'medic',
        retry: false,
        text: expect.stringContaining('complete the chart, then export it again'),
      },
    });
    await doToChart(store, [{ type: 'change_status', to: 'completed' }]);
    const [, done] = await read(2);
    expect([done.status, done.chart_status, done.submission]).toStrictEqual([
      ...['exported', 'completed', undefined],
    ]);
  });

  test('tells where it stands, what was found and who judged, with a link to the file, and is kept in the trail', async () => {
    const { ask, onChart, store, work, trail } = world();
    await doToChart(store, [OPEN, MANDATORY]);
    const { id } = (await onChart({ kind: 'full' })).body;
    const before = await ask(READ, { params: { id } });
    expect(before.body).toMatchObject({ status: 'pending_validation', findings: [], judged_by: [] });
    await work(id);
    const { status, body } = await ask(READ, { params: { id }, role: 'billing' });
    expect([status, body.status, body.chart_id]).toStrictEqual([200, 'exported', CHART_ID]);
    expect(body.download.url).toBe(
      `https://files.example/${TENANT}/${CHART_ID}/${id}-${body.artifact.sha256}.xml`,
    );
    expect(body.judged_by.map(({ name }: { name: string }) => name)).toStrictEqual([
      'own schema EMS',
      'completeness',
    ]);
    expect(body.findings.length).toBe(body.counts.warning);
    const { items } = await trail.list(TENANT, { subject: `patient/${CHART_ID}` }, { limit: 9 });
    expect(items.map(({ operation, purpose }) => [operation, purpose])).toStrictEqual([
      ['getExport', 'HPAYMT'],
      ['getExport', 'HOPERAT'],
    ]);
  });

  test('tells what the state found with the severities of our own findings', async () => {
    const { ask, onChart, store, work } = world();
    await doToChart(store, [OPEN, MANDATORY, ...upTo('completed')]);
    const { id } = (await onChart({ kind: 'full' })).body;
    await work(id);
    const step = async (command: Parameters<typeof recordStep>[1]) => {
      const entry = await newest(store, id);
      const at = { time: minute(20), seen: entry.version, command_id: idOf(9000 + entry.version) };
      return recordStep(store, command, { entry, ...at });
    };
    await step({ type: 'record_submission', plan: planAt({ doing: 'submit' }) });
    const found = { stage: 'state', rule: 'own', location: '', message: 'Seen.' } as const;
    const list = (['fatal', 'error', 'warning', 'info'] as const).map((severity) => ({ ...found, severity }));
    const plan = planAt({ doing: 'submit' }, { outcome: 'accepted' });
    await step({ type: 'record_answer', plan, findings: { subject_id: CHART_ID, list } });
    const { body } = await ask(READ, { params: { id } });
    expect(body.submission.findings).toStrictEqual(
      ['FATAL', 'ERROR', 'WARNING', 'INFO'].map((severity) => ({ ...found, severity })),
    );
  });

  test('is of one’s own agency', async () => {
    const { ask } = world();
    expect((await ask(READ, { params: { id: idOf(9) } })).status).toBe(404);
  });

  test('lists them by status and chart, in pages', async () => {
    const { ask, onChart, store, work } = world();
    await doToChart(store, [OPEN]);
    const failed = (await onChart({ kind: 'full' })).body.id;
    await doToChart(store, [MANDATORY]);
    const passed = (await onChart({ kind: 'full' }, { headers: { 'idempotency-key': 'export-the-second' } }))
      .body.id;
    for (const id of [failed, passed]) await work(id);
    const list = async (query: object) => {
      const { body } = await ask('GET /v1/exports', { query: { ...query } });
      return [body.items?.map(({ id }: { id: string }) => id), body.next_cursor];
    };
    expect(await list({ status: 'validation_failed' })).toStrictEqual([[failed], null]);
    expect(await list({ chart_id: CHART_ID, limit: '1' })).toStrictEqual([[passed], passed]);
    expect(await list({ chart_id: CHART_ID, limit: '1', cursor: passed })).toStrictEqual([[failed], null]);
    expect((await ask('GET /v1/exports', { query: { cursor: idOf(9) } })).status).toBe(422);
  });
});
