import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { agency, type Person } from './agency.ts';

describe('What a chart says by element number', () => {
  let medic: Person;
  let at: string;

  beforeAll(async () => {
    const { person } = await agency(inject('deployment'));
    medic = await person('ems');
    const key = { 'idempotency-key': randomUUID() };
    const { body } = await medic.ask('POST', '/v1/charts', { incident_number: '26-0816' }, key);
    at = `/v1/charts/${body['id']}`;
  });

  it('is put, judged by the dictionary, and read again', async () => {
    const group = { id: randomUUID(), group: 'eHistory.CurrentMedsGroup' };
    const said = (where: string, element: string, text: string) => ({
      group: where,
      element,
      values: [{ text }],
    });
    const elements = [said('root', 'eHistory.17', '3117001'), said(group.id, 'eHistory.12', '1191')];
    const put = await medic.ask('PUT', `${at}/elements`, { version: 1, elements, groups: [group] });
    expect(put).toMatchObject({ status: 200, body: { version: 2 } });
    const wrong = { version: 2, elements: [said('root', 'eHistory.17', '9999999')] };
    const refused = await medic.ask('PUT', `${at}/elements`, wrong);
    expect(refused.status).toBe(422);
    expect(refused.body['error']).toMatchObject({
      details: { issues: [{ path: 'body.elements.0.values.0', element: 'eHistory.17', rule: 'code' }] },
    });
    const seen = await medic.ask('GET', `${at}?min_version=2`);
    expect(seen.body).toMatchObject({ elements, groups: [group] });
  });

  it('is validated while the chart is written', async () => {
    const { status, body } = await medic.ask('GET', `${at}/validation?min_version=2`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ version: 2, valid: false, judged_by: [{ stage: 'profile' }] });
    expect(body['findings']).toContainEqual(
      expect.objectContaining({ element: 'eDisposition.27', rule: 'missing', severity: 'ERROR' }),
    );
  });

  it('has a form made of the standard', async () => {
    const { body } = await medic.ask('GET', '/v1/nemsis/elements?section=eHistory');
    expect(body['elements']).toContainEqual(
      expect.objectContaining({ element: 'eHistory.12', within: 'eHistory.CurrentMedsGroup' }),
    );
    const codes = await medic.ask('GET', '/v1/nemsis/codes/YesNoValues');
    expect(codes.body['codes']).toContainEqual({ code: '9923003', label: 'Yes' });
  });
});
