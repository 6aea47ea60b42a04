import { describe, expect, test } from 'vitest';
import { INCIDENT_NUMBER, idOf, minute, OTHER_TENANT } from '../../sample-chart.ts';
import { caller, OPENED, refused } from '../chart-world.ts';
import { auditWorld, CREW, STREAM, VITALS } from './audit-world.ts';

const notThere = refused(404, { code: 'NOT_FOUND', message: 'There is no such stream.' });
const medic = { user_id: caller('ems').user_id, role: 'ems' };
const byRequest = (n: number) => ({
  time: minute(n),
  actor: medic,
  command_id: expect.any(String),
  correlation_id: `trace-${n}`,
  causation_id: `request-${n}`,
});
/** Later stores tell more of a commit, such as its hash. */
const commit = (n: number, versions: readonly [number, number], events: readonly object[]) =>
  expect.objectContaining({
    ...byRequest(n),
    first_version: versions[0],
    version: versions[1],
    events: events.map((event, index) => ({
      schema_version: event.type === 'chart.opened' ? 2 : 1,
      version: versions[0] + index,
      ...event,
    })),
  });

describe('The history of a chart', () => {
  test('tells who did what, when and from which request, and what each event changed', async () => {
    const { history, vital_id } = await auditWorld();
    const { status, body } = await history();
    const recorded = { vital_id, vitals: VITALS };
    expect({ status, body }).toStrictEqual({
      status: 200,
      body: {
        category: 'chart',
        id: OPENED.id,
        version: 6,
        next_after: null,
        items: [
          commit(
            1,
            [1, 1],
            [
              {
                type: 'chart.opened',
                data: { incident_number: INCIDENT_NUMBER, incident_id: OPENED.incident_id },
                changes: [
                  { path: '/id', after: OPENED.id },
                  { path: '/status', after: 'draft' },
                  { path: '/incident_number', after: INCIDENT_NUMBER },
                  { path: '/incident_id', after: OPENED.incident_id },
                  { path: '/date', after: minute(1) },
                  { path: '/opened_at', after: minute(1) },
                  { path: '/opened_by', after: medic.user_id },
                ],
              },
            ],
          ),
          commit(
            2,
            [2, 4],
            [
              {
                type: 'chart.response_recorded',
                data: { changes: { crew: [CREW] } },
                changes: Object.entries(CREW).map(([name, after]) => ({
                  path: `/response/crew/P-77/${name}`,
                  after,
                })),
              },
              {
                type: 'chart.location_recorded',
                data: { changes: { city: 'Northport' } },
                changes: [{ path: '/location/city', after: 'Northport' }],
              },
              {
                type: 'chart.situation_recorded',
                data: { changes: { chief_complaint: 'Chest pain' } },
                changes: [{ path: '/situation/chief_complaint', after: 'Chest pain' }],
              },
            ],
          ),
          commit(
            3,
            [5, 5],
            [
              {
                type: 'chart.vitals_recorded',
                data: recorded,
                changes: [
                  { path: `/vitals/${vital_id}/vital_id`, after: vital_id },
                  ...Object.entries(VITALS).map(([name, after]) => ({
                    path: `/vitals/${vital_id}/vitals/${name}`,
                    after,
                  })),
                ],
              },
            ],
          ),
          commit(
            4,
            [6, 6],
            [
              {
                type: 'chart.vitals_corrected',
                data: { vital_id, changes: { systolic: 136, spo2: null } },
                changes: [
                  { path: `/vitals/${vital_id}/vitals/systolic`, before: 132, after: 136 },
                  { path: `/vitals/${vital_id}/vitals/spo2`, before: 97 },
                ],
              },
            ],
          ),
        ],
      },
    });
  });

  test.each([1, 2, 3])('goes through all its commits %i at a time', async (limit) => {
    const { history } = await auditWorld();
    const seen: number[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const { body } = await history({ after: String(after), limit: String(limit) });
      expect(body.items.length).toBeLessThanOrEqual(limit);
      seen.push(...body.items.map((item: { version: number }) => item.version));
      after = body.next_after;
    }
    expect(seen).toStrictEqual([1, 4, 5, 6]);
  });

  test('begins with a whole commit, even after a version inside of it', async () => {
    const { history } = await auditWorld();
    const { body } = await history({ after: '2' });
    expect(body.items.map((item: { first_version: number }) => item.first_version)).toStrictEqual([2, 5, 6]);
  });

  test('ends behind its newest version', async () => {
    const { history } = await auditWorld();
    expect((await history({ after: '6' })).body).toMatchObject({ version: 6, items: [], next_after: null });
  });

  test('of large commits comes in smaller pages than were asked for', async () => {
    const { history, of } = await auditWorld();
    const text = 'é'.repeat(9_990);
    for (let version = 6; version < 106; version += 1) {
      const body = { version, text: `${version} ${text}` };
      expect((await of('PATCH /v1/charts/{id}/narrative', { body })).status).toBe(200);
    }
    const { body } = await history({ after: '6', limit: '100' });
    expect(body.next_after).toBe(6 + body.items.length);
    expect(body.items.length).toBeGreaterThan(1);
    const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
    expect(bytes(body)).toBeLessThan(3_001_000);
    expect(bytes(body) + bytes(body.items.at(-1))).toBeGreaterThan(3_000_000);
  });

  test('that is not there, or of another agency, is not found', async () => {
    const { asked } = await auditWorld();
    expect(await asked(STREAM, { params: { id: idOf(404) } })).toStrictEqual(notThere);
    expect(await asked(STREAM, { params: { category: 'user' } })).toStrictEqual(notThere);
    const stranger = { caller: caller('auditor', OTHER_TENANT) };
    expect(await asked(STREAM, stranger)).toStrictEqual(notThere);
  });

  test.each(['ems', 'billing', 'founder', 'vendor'] as const)('is not for %s', async (role) => {
    const { history } = await auditWorld();
    expect((await history({}, role)).status).toBe(403);
  });

  test.each([
    [{ after: '-1' }, 'query.after'],
    [{ limit: '201' }, 'query.limit'],
    [{ as_of: '0' }, 'query.as_of'],
    [{ as_of: 'yesterday' }, 'query.as_of'],
    [{ as_of: '2', after: '0' }, 'query.as_of'],
  ])('asked for with %o is refused', async (query, path) => {
    const { history } = await auditWorld();
    const { status, body } = await history(query);
    expect([status, body.error.details.issues[0].path]).toStrictEqual([422, path]);
  });
});
