import { describe, expect, test } from 'vitest';
import { GENESIS } from '../../store/commit-hash.ts';
import type { CommitItem } from '../../store/commit-item.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { MEDIC, minute } from '../sample-chart.ts';
import { freshTenant } from './fresh-tenant.ts';

const item = (pk: string, sk: number, more: Partial<CommitItem> = {}): CommitItem => ({
  pk,
  sk,
  last: sk,
  time: minute(sk),
  actor: MEDIC.user_id,
  role: MEDIC.role,
  command_id: `command-${sk}`,
  correlation_id: 'trace',
  causation_id: 'request',
  events: '[]',
  prev: GENESIS,
  hash: GENESIS,
  ...more,
});

/** Every item after a version, page by page, and how many pages that took. */
const readAll = async (table: CommitTable, pk: string, after = 0) => {
  const items: unknown[] = [];
  let pages = 0;
  for (let from: number | undefined = after; from !== undefined; pages += 1) {
    const page = await table.page(pk, from);
    items.push(...page.items);
    from = page.next;
  }
  return { items, pages };
};

/** Every item from the newest on, page by page of `limit`, below a version where it is given. */
const readBack = async (table: CommitTable, pk: string, [limit, below]: [limit: number, below?: number]) => {
  const pages: unknown[][] = [];
  for (let before = below, more = true; more; ) {
    const page = await table.newest(pk, limit, before);
    pages.push([...page.items]);
    before = page.next;
    more = before !== undefined;
  }
  return pages;
};

/** What the event store relies on in a table. `make` gives a table whose page ends before 1.2 MB. */
export const commitTableContract = (name: string, make: () => CommitTable): void => {
  describe(`${name}, as a commit table`, () => {
    const fresh = () => ({ table: make(), pk: `${freshTenant()}#chart#a` });

    test('gives back what was put, exactly and at once', async () => {
      const { table, pk } = fresh();
      const first = item(pk, 1, { events: '[{"text":"é \\u0000 \\" 😀"}]' });
      expect(await table.put(first)).toBe('put');
      expect(await table.page(pk, 0)).toStrictEqual({ items: [first] });
    });

    test('never overwrites', async () => {
      const { table, pk } = fresh();
      await table.put(item(pk, 1));
      expect(await table.put(item(pk, 1, { command_id: 'another' }))).toBe('taken');
      expect((await readAll(table, pk)).items).toStrictEqual([item(pk, 1)]);
    });

    test('of many that put the same key at once, one wins, and its item stays', async () => {
      const { table, pk } = fresh();
      const rivals = Array.from({ length: 8 }, (_, n) => item(pk, 1, { command_id: `rival-${n}` }));
      const answers = await Promise.all(rivals.map((rival) => table.put(rival)));
      expect(answers.toSorted()).toStrictEqual(['put', ...Array(7).fill('taken')]);
      expect((await readAll(table, pk)).items).toStrictEqual([rivals[answers.indexOf('put')]]);
    });

    test('reads in the order of the numbers, from the version asked for on', async () => {
      const { table, pk } = fresh();
      for (const sk of [10, 2, 1, 9]) await table.put(item(pk, sk));
      expect((await readAll(table, pk)).items).toStrictEqual([1, 2, 9, 10].map((sk) => item(pk, sk)));
      expect((await readAll(table, pk, 2)).items).toStrictEqual([9, 10].map((sk) => item(pk, sk)));
      expect((await readAll(table, pk, 10)).items).toStrictEqual([]);
    });

    test('reads nothing of another stream, even of one whose key begins the same', async () => {
      const { table, pk } = fresh();
      await table.put(item(`${pk}b`, 1));
      expect((await readAll(table, pk)).items).toStrictEqual([]);
    });

    test('a long stream comes in pages, without gaps and without doubles', async () => {
      const { table, pk } = fresh();
      const large = [1, 2, 3, 4, 5].map((sk) => item(pk, sk, { events: 'x'.repeat(300_000) }));
      for (const each of large) await table.put(each);
      const { items, pages } = await readAll(table, pk);
      expect(items).toStrictEqual(large);
      expect(pages).toBeGreaterThan(1);
      const back = await readBack(table, pk, [5]);
      expect(back.flat()).toStrictEqual(large.toReversed());
      expect(back.length).toBeGreaterThan(1);
    });

    test('gives the newest first, as many as asked for, and goes on below where that ended', async () => {
      const { table, pk } = fresh();
      const items = [1, 2, 9, 10, 11].map((sk) => item(pk, sk));
      for (const each of items) await table.put(each);
      const [a, b, c, d, e] = items;
      const { items: newest, next } = await table.newest(pk, 2);
      expect([newest, next]).toStrictEqual([[e, d], 10]);
      expect(await table.newest(pk, 2, next)).toStrictEqual({ items: [c, b], next: 2 });
      expect((await table.newest(pk, 2, 2)).items).toStrictEqual([a]);
      expect((await readBack(table, pk, [2])).flat()).toStrictEqual(items.toReversed());
      expect((await readBack(table, pk, [2, 10])).flat()).toStrictEqual([c, b, a]);
    });

    test('has no newest of a stream that nobody wrote, nor of another whose key begins the same', async () => {
      const { table, pk } = fresh();
      await table.put(item(`${pk}b`, 1));
      expect(await table.newest(pk, 21)).toStrictEqual({ items: [] });
    });

    test('shows the newest at once', async () => {
      const { table, pk } = fresh();
      for (const sk of [1, 2, 3]) {
        await table.put(item(pk, sk));
        expect((await table.newest(pk, 1)).items).toStrictEqual([item(pk, sk)]);
      }
    });
  });
};
