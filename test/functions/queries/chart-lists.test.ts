import { describe, expect, test } from 'vitest';
import { summaryOf } from '../../../schemas/chart/view.ts';
import { idOf, minute, OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { rowOf } from '../../sample-rows.ts';
import { caller, chartWorld, refused } from '../chart-world.ts';

const LIST = 'GET /v1/charts';

/** Five charts of the agency, a minute apart, the third completed and of another incident; and one of another agency. */
const stored = [1, 2, 3, 4, 5].map((n) =>
  rowOf(
    n,
    n === 3 ? { status: 'completed', incident_number: 'L/25 #7', response: { unit_call_sign: 'M-4' } } : {},
  ),
);
const world = async () => {
  const made = chartWorld();
  for (const row of stored) await made.rows.put(TENANT, row, 0);
  await made.rows.put(OTHER_TENANT, rowOf(9), 0);
  const list = (query: Record<string, string> = {}, role: 'ems' | 'billing' | 'auditor' = 'ems') =>
    made.ask(LIST, { query, caller: caller(role) });
  return { ...made, list };
};
const summaries = (...numbers: number[]) => numbers.map((n) => summaryOf(stored[n - 1] ?? rowOf(n)));
const page = (numbers: number[], next_cursor: string | null = null) => ({
  status: 200,
  body: { items: summaries(...numbers), next_cursor },
});

describe('a list of charts', () => {
  test('is of the caller’s agency, newest first', async () => {
    const { list } = await world();
    expect(await list()).toStrictEqual(page([5, 4, 3, 2, 1]));
    expect(await list({}, 'billing')).toStrictEqual(page([5, 4, 3, 2, 1]));
  });

  test('of an agency without charts is empty', async () => {
    const { ask } = await world();
    expect(await ask(LIST, { caller: caller('ems', 'nobody-ems') })).toStrictEqual(page([]));
  });

  test.each<[Record<string, string>, number[]]>([
    [{ status: 'completed' }, [3]],
    [{ status: 'locked' }, []],
    [{ incident_number: 'L/25 #7' }, [3]],
    [{ from: minute(4) }, [5, 4]],
    [{ to: '2025-03-02T03:17:00-05:00' }, [1]],
    [{ status: 'draft', from: minute(2), to: minute(5) }, [4, 2]],
    [{ from: minute(5), to: minute(1) }, []],
  ])('by %j', async (query, numbers) => {
    const { list } = await world();
    expect(await list(query)).toStrictEqual(page(numbers));
  });

  test('comes in pages, whose cursors are opaque and lead to the last', async () => {
    const { list } = await world();
    const first = idOf(4);
    expect(await list({ limit: '2' })).toStrictEqual(page([5, 4], first));
    const second = idOf(2);
    expect(await list({ limit: '2', cursor: first })).toStrictEqual(page([3, 2], second));
    expect(await list({ limit: '2', cursor: second })).toStrictEqual(page([1]));
  });

  test.each([
    ['of another agency', idOf(9)],
    ['of a chart that there is not', idOf(77)],
  ])('a cursor %s is refused', async (_, cursor) => {
    const { list } = await world();
    expect(await list({ cursor })).toStrictEqual(
      refused(422, {
        code: 'VALIDATION_FAILED',
        message: 'The cursor is none that a list has given; start again without one.',
        details: { issues: [{ path: 'query.cursor', message: 'not a cursor' }] },
      }),
    );
  });

  test.each([
    ['limit', '0'],
    ['limit', '201'],
    ['limit', '1.5'],
    ['limit', 'all'],
    ['status', 'open'],
    ['from', 'yesterday'],
    ['to', '2025-03-02'],
    ['incident_number', ' '],
    ['cursor', ''],
    ['cursor', 'garbage'],
    ['cursor', `${idOf(1)}0`],
  ])('with the %s "%s" is refused', async (name, value) => {
    const { list } = await world();
    const { status, body } = await list({ [name]: value });
    expect([status, body.error?.details.issues[0].path]).toStrictEqual([422, `query.${name}`]);
  });

  test('by something else is refused', async () => {
    const { list } = await world();
    expect((await list({ tenant_id: OTHER_TENANT })).status).toBe(422);
  });

  test('is not for those who read no charts', async () => {
    const { list } = await world();
    expect((await list({}, 'auditor')).status).toBe(403);
  });
});
