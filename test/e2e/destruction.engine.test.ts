import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { deployedKeys } from '../deployed-keys.ts';
import { texts } from '../store/keys/key-world.ts';
import { agency } from './agency.ts';

const REASON = 'Request 17 under the retention schedule.';

it("With IAM enforced, an admin destroys a patient's key, once and for ever, and nobody else may", async () => {
  const { tenant, person } = await agency(inject('guarded'));
  const [medic, admin] = [await person('ems'), await person('admin')];
  const headers = { 'idempotency-key': randomUUID() };
  const opened = await medic.ask('POST', '/v1/charts', { incident_number: '26-0815' }, headers);
  const id = String(opened.body['id']);
  const named = await medic.ask('PATCH', `/v1/charts/${id}/patient`, { version: 1, last_name: 'Marker' });
  expect(named.status).toBe(200);

  const at = `/v1/subjects/patient/${id}/destruction`;
  expect((await medic.ask('POST', at, { reason: REASON })).status).toBe(403);
  for (let times = 0; times < 2; times += 1) {
    const { status, body } = await admin.ask('POST', at, { reason: REASON });
    expect({ status, body }).toStrictEqual({ status: 200, body: { kind: 'patient', id, version: 1 } });
  }
  const keys = await deployedKeys(inject('guarded')).toOpen(tenant, [{ kind: 'patient', id }]);
  expect(texts(keys)).toStrictEqual({ [`patient/${id}`]: 'destroyed' });
  const nobody = `/v1/subjects/patient/${randomUUID()}/destruction`;
  expect((await admin.ask('POST', nobody, { reason: REASON })).status).toBe(404);
});
