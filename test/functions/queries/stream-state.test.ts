import { describe, expect, test } from 'vitest';
import { minute } from '../../sample-chart.ts';
import { OPENED, refused } from '../chart-world.ts';
import { auditWorld, CREW } from './audit-world.ts';

describe('The state of a chart as of', () => {
  test('a version is the chart after that event, even inside of a commit', async () => {
    const { history } = await auditWorld();
    const { status, body } = await history({ as_of: '3' });
    expect([status, body]).toMatchObject([
      200,
      {
        category: 'chart',
        id: OPENED.id,
        version: 3,
        time: minute(2),
        state: { version: 3, response: { crew: [CREW] }, location: { city: 'Northport' }, situation: {} },
      },
    ]);
    expect(Object.keys(body).toSorted()).toStrictEqual(['category', 'id', 'state', 'time', 'version']);
  });

  test('its newest version is what its reader reads', async () => {
    const { history, of } = await auditWorld();
    const { body: read } = await of('GET /v1/charts/{id}', { query: { min_version: '6' } });
    expect((await history({ as_of: '6' })).body.state).toStrictEqual(read);
  });

  test.each([
    [minute(1), 1],
    ['2025-03-02T09:17:59.999+01:00', 4],
    [minute(600), 6],
  ])('%s is that of then', async (as_of, version) => {
    const { history } = await auditWorld();
    expect((await history({ as_of })).body).toMatchObject({ version, state: { version } });
  });

  test('a moment before it began is not found', async () => {
    const { history } = await auditWorld();
    const message = 'The stream had not begun at that moment.';
    expect(await history({ as_of: minute(0) })).toStrictEqual(refused(404, { code: 'NOT_FOUND', message }));
  });

  test('a version it does not have yet is a conflict', async () => {
    const { history } = await auditWorld();
    expect(await history({ as_of: '7' })).toStrictEqual(
      refused(409, {
        code: 'VERSION_CONFLICT',
        message: 'The stream has no version 7 yet.',
        details: { server_version: 6, updated_at: minute(4) },
      }),
    );
  });
});
