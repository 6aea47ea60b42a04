import { describe, expect, it } from 'vitest';
import { type PermitTable, rateLimit } from '../../store/rate-limit.ts';
import { memoryPermitTable } from './memory-permit-table.ts';

const FIRST = '2025-03-02T08:15:00.000Z';
const LATER = '2025-03-02T08:15:59.999Z';
const NEXT = '2025-03-02T08:16:00.000Z';

type Limit = ReturnType<typeof rateLimit>;
const allowed = async (limit: Limit, times: number, [holder, now]: [string, string]) => {
  const answers = [];
  for (let asked = 0; asked < times; asked += 1) answers.push(await limit(holder, now));
  return answers.filter((answer) => answer === undefined).length;
};

describe('A limit of requests a minute', () => {
  it('lets as many through as it says, and no more', async () => {
    const limit = rateLimit(memoryPermitTable().table, 10);
    expect(await allowed(limit, 15, ['danbury-fire', FIRST])).toBe(10);
  });

  it('says so to the next one', async () => {
    const limit = rateLimit(memoryPermitTable().table, 1);
    await limit('danbury-fire', FIRST);
    expect(await limit('danbury-fire', LATER)).toStrictEqual({
      code: 'RATE_LIMITED',
      message: 'At most 1 requests a minute; wait for the next minute.',
      details: { limit_per_minute: 1 },
    });
  });

  it('begins again with the next minute', async () => {
    const limit = rateLimit(memoryPermitTable().table, 10);
    await allowed(limit, 15, ['danbury-fire', LATER]);
    expect(await allowed(limit, 15, ['danbury-fire', NEXT])).toBe(10);
  });

  it('is each holder’s own', async () => {
    const limit = rateLimit(memoryPermitTable().table, 10);
    await allowed(limit, 15, ['danbury-fire', FIRST]);
    expect(await allowed(limit, 15, ['hilltop-ems', FIRST])).toBe(10);
  });

  it('is each holder’s own, also where they take turns', async () => {
    const { table, taken } = memoryPermitTable();
    const limit = rateLimit(table, 600);
    let through = 0;
    for (let turn = 0; turn < 24; turn += 1)
      for (const holder of ['danbury-fire', 'hilltop-ems'])
        through += await allowed(limit, 1, [holder, FIRST]);
    expect([through, taken.length]).toStrictEqual([48, 4]);
  });

  it('asks the table once a block, a fiftieth of the limit', async () => {
    const { table, taken } = memoryPermitTable();
    expect(await allowed(rateLimit(table, 600), 25, ['danbury-fire', FIRST])).toBe(25);
    expect(taken).toStrictEqual(
      [1, 2, 3].map(() => ({ holder: 'danbury-fire', minute: '2025-03-02T08:15', count: 12, limit: 600 })),
    );
  });

  it('is shared by containers: together at most a block each beyond it', async () => {
    const { table } = memoryPermitTable();
    const containers = [rateLimit(table, 100), rateLimit(table, 100), rateLimit(table, 100)];
    let through = 0;
    for (let round = 0; round < 60; round += 1)
      for (const container of containers) through += await allowed(container, 1, ['danbury-fire', FIRST]);
    expect(through).toBeGreaterThanOrEqual(100);
    expect(through).toBeLessThanOrEqual(100 + 2 * 3);
  });

  it('forgets what was left over when the minute ends', async () => {
    const { table, taken } = memoryPermitTable();
    const limit = rateLimit(table, 600);
    await limit('danbury-fire', FIRST);
    await limit('danbury-fire', NEXT);
    expect(taken.map(({ minute }) => minute)).toStrictEqual(['2025-03-02T08:15', '2025-03-02T08:16']);
  });

  it('lets nobody through when the table fails', async () => {
    const table: PermitTable = { take: () => Promise.reject(new Error('no table')) };
    await expect(rateLimit(table, 10)('danbury-fire', FIRST)).rejects.toThrow('no table');
  });
});
