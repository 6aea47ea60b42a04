import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type StateServer, startStateServer } from '../../local/state-server.ts';
import { DEMOGRAPHICS } from '../functions/agency-world.ts';
import { agency, type Person } from './agency.ts';

/** Messages go over queues and back, and the first export that a function judges reads the whole standard. */
const SOON = { timeout: 60_000, interval: 250 };
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
  await admin.ask('PUT', '/v1/agency/elements', { version: 0, ...DEMOGRAPHICS });
  await admin.ask('PUT', '/v1/agency/time-zone', { version: 2, time_zone: 'America/New_York' });
});
afterAll(() => state.stop());

/** Asks for an export and waits until it is in one of these states. */
const exported = async (at: string, states: readonly string[], kind = 'full') => {
  const asked = await medic.ask('POST', `${at}/exports`, { kind }, key());
  expect(asked.status).toBe(202);
  const read = async () => (await medic.ask('GET', `/v1/exports/${asked.body['id']}`)).body;
  await expect.poll(async () => states.includes(String((await read())['status'])), SOON).toBe(true);
  return read();
};

it('With IAM enforced, a chart is exported once nothing mandatory is missing, and submitted where there is an account', async () => {
  const opened = await medic.ask('POST', '/v1/charts', { incident_number: '26-0815' }, key());
  const at = `/v1/charts/${opened.body['id']}`;
  const failed = await exported(at, ['validation_failed', 'exported']);
  expect(failed).toMatchObject({ status: 'validation_failed', counts: { fatal: expect.any(Number) } });
  expect(failed['findings']).toContainEqual(
    expect.objectContaining({ stage: 'profile', rule: 'missing', element: 'eDisposition.27' }),
  );
  expect(failed['download']).toBeUndefined();

  await medic.ask('PATCH', at, { version: 1, ...CARE });
  const national = await exported(at, ['validation_failed', 'exported'], 'national');
  expect(national).toMatchObject({ status: 'exported', judged_by: expect.any(Array) });
  const { url } = national['download'] as { url: string };
  const file = Buffer.from(await (await fetch(url)).arrayBuffer());
  const sha256 = createHash('sha256').update(file).digest('hex');
  expect(national['artifact']).toStrictEqual({ sha256, bytes: file.length });
  expect(file.toString()).toContain(`UUID="${opened.body['id']}"`);

  const account = { version: 3, endpoint: state.url, ...ACCOUNT };
  expect((await admin.ask('PUT', '/v1/agency/state-account', account)).status).toBe(200);
  const accepted = await exported(at, ['validation_failed', 'accepted', 'rejected']);
  expect(accepted).toMatchObject({ status: 'accepted', submission: { outcome: { turn: 'nobody' } } });
  expect(state.taken.map(({ dataSchema }) => dataSchema)).toStrictEqual([62, 61]);
  const listed = async () => {
    const { body } = await medic.ask('GET', `/v1/exports?chart_id=${opened.body['id']}`);
    return (body['items'] as { status: string }[]).map(({ status }) => status);
  };
  await expect.poll(listed, SOON).toStrictEqual(['accepted', 'exported', 'validation_failed']);
}, 240_000);
