import { describe, expect, it } from 'vitest';
import * as chart from '../../../domain/chart.ts';
import { chartRecordEndpoints } from '../../../functions/commands/chart-record.ts';
import { subjectEndpoints, subjectStream } from '../../../functions/commands/subject-endpoints.ts';
import type { SubjectRef } from '../../../schemas/phi.ts';
import { eventStore } from '../../../store/event-store.ts';
import { noKeys } from '../../../store/keys/no-keys.ts';
import { shredder as shredderOf } from '../../../store/keys/shredder.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { actor, INCIDENT_NUMBER, minute, OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { keyWorld } from '../../store/keys/key-world.ts';
import { type Ask, apiEvent } from '../api-event.ts';
import { caller, OPENED, PERMISSIVE, refused } from '../chart-world.ts';

const ROUTE = 'POST /v1/subjects/{kind}/{id}/destruction';
const REASON = 'Request 17 under the retention schedule.';
const PATIENT: SubjectRef = { kind: 'patient', id: OPENED.id };
const CREW: SubjectRef = { kind: 'crew', id: 'm1' };
const NOBODY = refused(404, {
  code: 'NOT_FOUND',
  message: 'There is nobody of this kind and id in your agency.',
});

/** An agency with one chart, of a patient and of a crew, and the functions that serve it. */
const world = async ({ breakOff = false } = {}) => {
  const keys = keyWorld();
  const commits = memoryCommitTable();
  const shredder = shredderOf(keys.table);
  const store = () => eventStore(commits, keys.ring());
  const state = { breakOff };
  const breaking: typeof shredder = {
    ...shredder,
    destroy: async (owner, at) => {
      if (state.breakOff) throw new Error('timed out');
      return shredder.destroy(owner, at);
    },
  };
  const endpoints = [
    ...chartRecordEndpoints(store()),
    ...subjectEndpoints({ store: eventStore(commits, noKeys), commits, shredder: breaking }),
  ];
  let requests = 0;
  const ask = async (key: string, given: Partial<Ask>) => {
    requests += 1;
    const endpoint = endpoints.find((each) => each.key === key);
    const event = apiEvent(key, `request-${requests}`, { caller: caller('ems'), ...given });
    const context = { limits: PERMISSIVE, trace_id: `trace-${requests}`, now: minute(requests) };
    const outcome = await endpoint?.call({ event, ...context });
    return { status: outcome?.answer.statusCode, body: JSON.parse(outcome?.answer.body ?? 'null') };
  };
  const id = OPENED.id;
  await ask('POST /v1/charts', {
    headers: { 'idempotency-key': 'a-first-opening' },
    body: { incident_number: INCIDENT_NUMBER },
  });
  const crew = [{ crew_id: 'm1', level: '9925007', roles: ['2403011'] }];
  await ask('PATCH /v1/charts/{id}', { params: { id }, body: { version: 1, response: { crew } } });
  await ask('PATCH /v1/charts/{id}/patient', {
    params: { id },
    body: { version: 2, last_name: 'Marker' },
  });
  return {
    state,
    destroy: (subject: { kind: string; id: string }, given: Partial<Ask> = {}) =>
      ask(ROUTE, {
        caller: caller('admin'),
        params: { kind: subject.kind, id: subject.id },
        body: { reason: REASON },
        ...given,
      }),
    history: async (subject: SubjectRef, tenant_id = TENANT) =>
      (await store().load(subjectStream({ tenant_id, subject }))).commits,
    chart: async () => (await store().head({ tenant_id: TENANT, category: 'chart', id }, chart)).state,
  };
};

describe(ROUTE, () => {
  it("makes a patient's data unreadable, on record, and leaves the crew's", async () => {
    const { destroy, history, chart: read } = await world();
    expect(JSON.stringify(await read())).toContain('Marker');
    expect(await destroy(PATIENT)).toStrictEqual({ status: 200, body: { ...PATIENT, version: 1 } });
    expect(JSON.stringify(await read())).not.toContain('Marker');
    expect(JSON.stringify(await read())).toContain('m1');
    expect(await history(PATIENT)).toMatchObject([
      {
        time: minute(4),
        actor: actor('admin'),
        events: [
          {
            type: 'subject.key_destroyed',
            data: { kind: 'patient', subject_id: OPENED.id, reason: REASON },
          },
        ],
      },
    ]);
  });

  it("makes a crew member's data unreadable, and leaves the patient's", async () => {
    const { destroy, chart: read } = await world();
    expect(await destroy(CREW)).toStrictEqual({ status: 200, body: { ...CREW, version: 1 } });
    expect(JSON.stringify(await read())).not.toContain('m1');
    expect(JSON.stringify(await read())).toContain('Marker');
  });

  it('is recorded once, with or without a key of the request', async () => {
    const { destroy, history } = await world();
    const headers = { 'idempotency-key': 'destroy-once' };
    const done = { status: 200, body: { ...PATIENT, version: 1 } };
    for (const given of [{ headers }, { headers }, {}])
      expect(await destroy(PATIENT, given)).toStrictEqual(done);
    expect(await history(PATIENT)).toHaveLength(1);
  });

  it('when it was broken off before the key was gone, it is finished by asking again', async () => {
    const { state, destroy, history, chart: read } = await world({ breakOff: true });
    await expect(destroy(PATIENT)).rejects.toThrow('timed out');
    expect(await history(PATIENT)).toHaveLength(1);
    expect(JSON.stringify(await read())).toContain('Marker');
    state.breakOff = false;
    expect((await destroy(PATIENT)).status).toBe(200);
    expect(await history(PATIENT)).toHaveLength(1);
    expect(JSON.stringify(await read())).not.toContain('Marker');
  });

  it('knows nobody of another agency, nobody that never was, and nobody of another kind', async () => {
    const { destroy, history, chart: read } = await world();
    expect(await destroy(PATIENT, { caller: caller('admin', OTHER_TENANT) })).toStrictEqual(NOBODY);
    expect(await destroy({ kind: 'crew', id: 'm2' })).toStrictEqual(NOBODY);
    expect(await destroy({ kind: 'crew', id: OPENED.id })).toStrictEqual(NOBODY);
    expect(await destroy({ kind: 'patient', id: 'no-uuid' })).toStrictEqual(NOBODY);
    expect(await history(PATIENT)).toStrictEqual([]);
    expect(await history(PATIENT, OTHER_TENANT)).toStrictEqual([]);
    expect(JSON.stringify(await read())).toContain('Marker');
  });

  it.each(['ems', 'billing', 'founder', 'auditor', 'vendor'] as const)('is refused to %s', async (role) => {
    const { destroy, history } = await world();
    expect((await destroy(PATIENT, { caller: caller(role) })).status).toBe(403);
    expect(await history(PATIENT)).toStrictEqual([]);
  });

  it.each([
    [{ reason: 'too short' }, PATIENT],
    [{}, PATIENT],
    [{ reason: REASON, force: true }, PATIENT],
    [{ reason: REASON }, { kind: 'vendor', id: 'x' }],
    [{ reason: REASON }, { kind: 'crew', id: 'a#b' }],
  ])('refuses what is not of its form: %j for %j', async (body, subject) => {
    const { destroy, history } = await world();
    expect((await destroy(subject, { body })).status).toBe(422);
    expect(await history(PATIENT)).toStrictEqual([]);
  });
});
