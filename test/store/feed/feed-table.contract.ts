import { describe, expect, test } from 'vitest';
import type { FeedTable, PageItem, Step } from '../../../store/feed/feed-table.ts';
import { freshTenant } from '../fresh-tenant.ts';

const page = (tenant: string, sk: number, count = 1): PageItem => ({
  pk: `${tenant}#feed`,
  sk,
  count,
  entries: JSON.stringify([{ text: 'é 😀', sk }]),
  before: '[-1]',
});
const step = (stream: string, from: number, version: number, at = 0): Step => ({
  stream,
  from,
  to: { version, page: at },
});

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

    test('gives back a page and its marks, exactly and at once', async () => {
      const { table, tenant, a, b } = fresh();
      expect(await table.add(page(tenant, 0), [step(a, 0, 2), step(b, 0, 1)])).toBe('added');
      expect(await table.pageAt(tenant, 0)).toStrictEqual(page(tenant, 0));
      expect(await table.marks([a, b, `${tenant}#chart#none`])).toStrictEqual(
        new Map([
          [a, { version: 2, page: 0 }],
          [b, { version: 1, page: 0 }],
        ]),
      );
    });

    test('neither overwrites a page nor moves a mark with it', async () => {
      const { table, tenant, a, b } = fresh();
      await table.add(page(tenant, 0), [step(a, 0, 1)]);
      expect(await table.add(page(tenant, 0, 2), [step(b, 0, 1)])).toBe('conflict');
      expect(await table.pageAt(tenant, 0)).toStrictEqual(page(tenant, 0));
      expect(await table.marks([b])).toStrictEqual(new Map());
    });

    test.each([
      ['first', 0],
      ['behind', 1],
      ['ahead', 3],
    ])('adds no page when a mark is not where it was read: %s', async (_, from) => {
      const { table, tenant, a } = fresh();
      await table.add(page(tenant, 0), [step(a, 0, 2)]);
      expect(await table.add(page(tenant, 1), [step(a, from, 4, 1)])).toBe('conflict');
      expect(await table.pageAt(tenant, 1)).toStrictEqual(page(tenant, 0));
      expect(await table.add(page(tenant, 1), [step(a, 2, 3, 1)])).toBe('added');
      expect(await table.marks([a])).toStrictEqual(new Map([[a, { version: 3, page: 1 }]]));
    });

    test('of many that add the same page at once, one wins', async () => {
      const { table, tenant } = fresh();
      const rivals = Array.from({ length: 6 }, (_, n) =>
        table.add(page(tenant, 0, n + 1), [step(`${tenant}#chart#${n}`, 0, 1)]),
      );
      expect((await Promise.all(rivals)).toSorted()).toStrictEqual(['added', ...Array(5).fill('conflict')]);
    });

    test('reads pages in the order of their numbers, and of one tenant alone', async () => {
      const { table, tenant } = fresh();
      for (const sk of [10, 0, 2, 9]) await table.add(page(tenant, sk), []);
      await table.add(page(`${tenant}b`, 1), []);
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
      await table.add(
        page(tenant, 0),
        streams.slice(0, 99).map((stream) => step(stream, 0, 1)),
      );
      await table.add(
        page(tenant, 1),
        streams.slice(99).map((stream) => step(stream, 0, 1)),
      );
      expect((await table.marks(streams)).size).toBe(120);
    });
  });
};
