import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { agency } from './agency.ts';
import { withoutGrant } from './iam.ts';
import { journey } from './journey.ts';

journey('with IAM enforced', () => inject('guarded'));

describe('Every grant is needed', () => {
  it('a reader without its right to read the row fails, and with it reads', async () => {
    const medic = await (await agency(inject('guarded'))).person('ems');
    const key = { 'idempotency-key': randomUUID() };
    const { body } = await medic.ask('POST', '/v1/charts', { incident_number: '26-7' }, key);
    const read = async () => (await medic.ask('GET', `/v1/charts/${body['id']}`)).status;
    const grant = { functionName: 'fusionems-dev-queries-charts', action: 'dynamodb:GetItem' };
    expect(await read()).toBe(200);
    expect(await withoutGrant(inject('guarded'), grant, read)).toBe(502);
    expect(await read()).toBe(200);
  });

  it('a writer without its right to append fails, and nothing is written', async () => {
    const medic = await (await agency(inject('guarded'))).person('ems');
    const key = { 'idempotency-key': randomUUID() };
    const open = async () => (await medic.ask('POST', '/v1/charts', { incident_number: '26-8' }, key)).status;
    const grant = { functionName: 'fusionems-dev-commands-charts', action: 'dynamodb:PutItem' };
    expect(await withoutGrant(inject('guarded'), grant, open)).toBe(502);
    expect((await medic.ask('GET', '/v1/charts')).body['items']).toStrictEqual([]);
    expect(await open()).toBe(201);
  });
});
