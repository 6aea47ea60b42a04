import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type StateServer, startStateServer } from '../../local/state-server.ts';
import { VALID_DEMOGRAPHICS } from '../functions/valid-demographics.ts';
import { agency, type Person } from './agency.ts';
import { downloaded, exported, SOON } from './exported.ts';

const deployment = inject('guarded');
const ACCOUNT = { username: 'lakeside', password: 'pa<ss', organization: 'Lakeside EMS' };
const CARE = {
  response: {
    service_requested: '2205001',
    unit_capability: '2207015',
    dispatch_reason: '2301051',
    response_mode: '2223001',
    unit_number: '7',
    unit_call_sign: 'M7',
  },
  times: { unit_notified: '2026-03-01T10:00:00-05:00', cleared: '2026-03-01T11:00:00-05:00' },
  disposition: { unit_disposition: '4227001' },
};

let medic: Person;
let admin: Person;
let state: StateServer;

const key = () => ({ 'idempotency-key': randomUUID() });

beforeAll(async () => {
  state = await startStateServer({ account: ACCOUNT });
  const made = await agency(deployment);
  [medic, admin] = [await made.person('ems'), await made.person('admin')];
  await admin.ask('PUT', '/v1/agency/elements', { version: 0, ...VALID_DEMOGRAPHICS });
  await admin.ask('PUT', '/v1/agency/time-zone', { version: 1, time_zone: 'America/New_York' });
});
afterAll(() => state.stop());

/** Takes a chart at a version to `completed`. */
const complete = async (at: string, from: number) => {
  let version = from;
  for (const to of ['in_progress', 'ready_for_review', 'completed']) {
    const { status, body } = await medic.ask('POST', `${at}/transitions`, { version, to });
    expect(status).toBe(200);
    version = Number(body['version']);
  }
};

it('With IAM enforced, a chart is exported once nothing mandatory is missing, and submitted where there is an account and it is completed', async () => {
  const opened = await medic.ask('POST', '/v1/charts', { incident_number: '26-0815' }, key());
  const at = `/v1/charts/${opened.body['id']}`;
  const failed = await exported(medic, at, { kind: 'full' });
  expect(failed).toMatchObject({ status: 'validation_failed', counts: { fatal: expect.any(Number) } });
  expect(failed['findings']).toContainEqual(
    expect.objectContaining({ stage: 'profile', rule: 'missing', element: 'eDisposition.27' }),
  );
  expect(failed['download']).toBeUndefined();

  const written = await medic.ask('PATCH', at, { version: 1, ...CARE });
  const national = await exported(medic, at, { kind: 'national' });
  expect(national).toMatchObject({ status: 'exported', judged_by: expect.any(Array) });
  expect((await downloaded(national)).toString()).toContain(`UUID="${opened.body['id']}"`);

  const account = { version: 2, endpoint: state.url, ...ACCOUNT };
  expect((await admin.ask('PUT', '/v1/agency/state-account', account)).status).toBe(200);
  const early = await exported(medic, at, { kind: 'full' });
  expect(early).toMatchObject({
    status: 'exported',
    chart_status: 'draft',
    submission: { outcome: { state: 'exported', turn: 'medic' } },
  });
  await complete(at, Number(written.body['version']));
  const accepted = await exported(medic, at, {
    kind: 'full',
    states: ['validation_failed', 'accepted', 'rejected'],
  });
  expect(accepted).toMatchObject({ status: 'accepted', submission: { outcome: { turn: 'nobody' } } });
  expect(state.taken.map(({ dataSchema }) => dataSchema)).toStrictEqual([62, 61]);
  const listed = async () => {
    const { body } = await medic.ask('GET', `/v1/exports?chart_id=${opened.body['id']}`);
    return (body['items'] as { status: string }[]).map(({ status }) => status);
  };
  await expect.poll(listed, SOON).toStrictEqual(['accepted', 'exported', 'exported', 'validation_failed']);
}, 240_000);
