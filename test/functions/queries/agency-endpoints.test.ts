import { describe, expect, it } from 'vitest';
import { agencyStream } from '../../../functions/agency.ts';
import { OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { agencyWorld, DEMOGRAPHICS, PERSON } from '../agency-world.ts';
import { caller } from '../chart-world.ts';

const ROUTE = 'GET /v1/agency';
const recorded = async () => {
  const world = agencyWorld();
  await world.put('elements', { version: 0, ...DEMOGRAPHICS });
  return world;
};
const PAGE = { limit: 10 };
const SUBJECT = { subject: `crew/${PERSON}` };

describe(ROUTE, () => {
  it('tells an agency that has said nothing what it must say', async () => {
    const { ask } = agencyWorld();
    expect(await ask(ROUTE)).toStrictEqual({
      status: 200,
      body: {
        version: 0,
        missing: ['dAgency.01', 'dAgency.02', 'dAgency.04', 'time_zone'],
        demographics: { elements: [], groups: [] },
        releases: [],
      },
    });
  });

  it('tells what the agency says of itself, and of its people nothing', async () => {
    const { ask, trail } = await recorded();
    const { body } = await ask(ROUTE, { caller: caller('ems') });
    expect(body).toStrictEqual({
      version: 2,
      facts: {
        state_id: 'L017',
        number: '351',
        state: '09',
        name: 'Lakeside EMS',
        time_zone: 'America/New_York',
      },
      missing: [],
      demographics: {
        elements: DEMOGRAPHICS.elements.slice(0, 8),
        groups: DEMOGRAPHICS.groups.slice(0, 2),
      },
      releases: [],
    });
    expect((await trail.list(TENANT, SUBJECT, PAGE)).items).toStrictEqual([]);
  });

  it('tells of its people too when asked for, and the trail keeps who read it', async () => {
    const { ask, trail } = await recorded();
    const query = { people: 'true' };
    const { body } = await ask(ROUTE, { caller: caller('ems'), query });
    expect(body.demographics).toStrictEqual(DEMOGRAPHICS);
    const { items } = await trail.list(TENANT, SUBJECT, PAGE);
    expect(items).toMatchObject([{ operation: 'getAgency', actor: { role: 'ems' } }]);
  });

  it("tells nobody of another's agency", async () => {
    const { ask } = await recorded();
    expect((await ask(ROUTE, { caller: caller('admin', OTHER_TENANT) })).body.version).toBe(0);
  });

  it.each(['vendor', 'founder'] as const)('is not for %s', async (role) => {
    const { ask } = await recorded();
    expect((await ask(ROUTE, { caller: caller(role) })).status).toBe(403);
  });

  it('is told to auditors as a history, which the trail keeps under the names of its people', async () => {
    const { ask, trail } = await recorded();
    const { id } = agencyStream(TENANT);
    const history = { caller: caller('auditor'), params: { category: 'agency', id } };
    const { status, body } = await ask('GET /v1/audit/streams/{category}/{id}', history);
    expect(status).toBe(200);
    expect(JSON.stringify(body.items)).toContain(`/people/${PERSON}/elements/${PERSON}/dPersonnel.01`);
    const asOf = await ask('GET /v1/audit/streams/{category}/{id}', { ...history, query: { as_of: '1' } });
    expect([asOf.status, asOf.body.state.people]).toStrictEqual([200, {}]);
    expect((await trail.list(TENANT, SUBJECT, PAGE)).items).toHaveLength(1);
  });
});
