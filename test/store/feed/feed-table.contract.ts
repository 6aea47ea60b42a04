import { describe, expect, test } from 'vitest';
import type { FeedTable, Mark, PageItem } from '../../../store/feed/feed-table.ts';
import { freshTenant } from '../fresh-tenant.ts';

const page = (tenant: string, sk: number, count = 1): PageItem => ({
  pk: `${tenant}#feed`,
  sk,
  count,
  entries: JSON.stringify([{ text: 'é 😀', sk }]),
  before: '[-1]',
  marked: 0,
});
const markedAt = (version: number, at = 0): Mark => ({ version, page: at });

/** What feeds rely on in a table. */
export const feedTableContract = (name: string, make: () => FeedTable): void => {
  describe(`${name}, as a feed's table`, () => {
    const fresh = () => {
      const tenant = freshTenant();
      return { table: make(), tenant, a: `${tenant}#chart#a`, b: `${tenant}#user#b` };
    };

    test('knows nothing of a feed that was never written', async () => {
      const { table, tenant, a } = fresh();
      expect(await table.pageAt(tenant, 5)).toBeUndefined();
      expect(await table.pagesAfter(tenant, -1, 5)).toStrictEqual([]);
      expect(await table.marks([a])).toStrictEqual(new Map());
    });

    test('gives back a page, exactly and at once', async () => {
      const { table, tenant } = fresh();
      expect(await table.put(page(tenant, 0))).toBe('put');
      expect(await table.pageAt(tenant, 0)).toStrictEqual(page(tenant, 0));
    });

    test('never overwrites a page', async () => {
      const { table, tenant } = fresh();
      await table.put(page(tenant, 0));
      expect(await table.put(page(tenant, 0, 2))).toBe('taken');
      expect(await table.pageAt(tenant, 0)).toStrictEqual(page(tenant, 0));
    });

    test('of many that put the same page at once, one wins', async () => {
      const { table, tenant } = fresh();
      const rivals = Array.from({ length: 6 }, (_, n) => table.put(page(tenant, 0, n + 1)));
      expect((await Promise.all(rivals)).toSorted()).toStrictEqual(['put', ...Array(5).fill('taken')]);
    });

    test('gives back marks, exactly and at once', async () => {
      const { table, tenant, a, b } = fresh();
      const marks = new Map([
        [a, markedAt(2)],
        [b, markedAt(1, 7)],
      ]);
      await table.advance(marks);
      expect(await table.marks([a, b, `${tenant}#chart#none`])).toStrictEqual(marks);
    });

    test('brings a mark forward, and never back', async () => {
      const { table, a, b } = fresh();
      await table.advance(new Map([[a, markedAt(5, 9)]]));
      await table.advance(
        new Map([
          [a, markedAt(4, 8)],
          [b, markedAt(1)],
        ]),
      );
      await table.advance(new Map([[a, markedAt(5, 2)]]));
      expect(await table.marks([a, b])).toStrictEqual(
        new Map([
          [a, markedAt(5, 9)],
          [b, markedAt(1)],
        ]),
      );
      await table.advance(new Map([[a, markedAt(6, 12)]]));
      expect(await table.marks([a])).toStrictEqual(new Map([[a, markedAt(6, 12)]]));
    });

    test('reads pages in the order of their numbers, and of one tenant alone', async () => {
      const { table, tenant } = fresh();
      for (const sk of [10, 0, 2, 9]) await table.put(page(tenant, sk));
      await table.put(page(`${tenant}b`, 1));
      expect(await table.pageAt(tenant, 8)).toStrictEqual(page(tenant, 2));
      expect(await table.pageAt(tenant, Number.MAX_SAFE_INTEGER)).toStrictEqual(page(tenant, 10));
      expect(await table.pagesAfter(tenant, 0, 2)).toStrictEqual([page(tenant, 2), page(tenant, 9)]);
      expect(await table.pagesAfter(tenant, -1, 9)).toStrictEqual(
        [0, 2, 9, 10].map((sk) => page(tenant, sk)),
      );
    });

    test('finds the marks of more streams than one request asks for', async () => {
      const { table, tenant } = fresh();
      const streams = Array.from({ length: 120 }, (_, n) => `${tenant}#chart#${n}`);
      await table.advance(new Map(streams.map((stream) => [stream, markedAt(1)])));
      expect((await table.marks(streams)).size).toBe(120);
    });
  });
};
