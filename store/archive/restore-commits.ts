import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { CommitItem } from '../commit-item.ts';
import type { CommitTable } from '../commit-table.ts';
import { inParallel } from '../in-parallel.ts';
import { RestoreConflict } from './restore-conflict.ts';

const STREAMS_AT_ONCE = 16;
const PAGE = 100;

const Keyed = z.looseObject({ sk: z.number() });

/** What a table has of a stream from a commit up to a version, whatever it is. */
async function* itemsBetween(table: CommitTable, { pk, sk }: CommitItem, to: number) {
  let after: number | undefined = sk - 1;
  while (after !== undefined) {
    const page = await table.page(pk, after, PAGE);
    const items = page.items.map((item) => Keyed.parse(item));
    yield* items.filter(({ sk }) => sk <= to);
    after = page.next !== undefined && page.next < to ? page.next : undefined;
  }
}

/** Of a run of one stream's commits, those that the table lacks. */
const lackingOf = async (table: CommitTable, own: readonly CommitItem[]): Promise<CommitItem[]> => {
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return [];
  const left = new Map(own.map((item) => [item.sk, item]));
  for await (const there of itemsBetween(table, first, last.last)) {
    if (!isDeepStrictEqual(there, left.get(there.sk)))
      throw new RestoreConflict(
        { stream: first.pk, version: there.sk },
        'the store has another commit there',
      );
    left.delete(there.sk);
  }
  return [...left.values()];
};

const perStream = async (
  items: readonly CommitItem[],
  work: (own: CommitItem[]) => Promise<CommitItem[]>,
): Promise<CommitItem[]> => {
  const streams = [...Map.groupBy(items, ({ pk }) => pk).values()];
  return (await inParallel(streams, STREAMS_AT_ONCE, work)).flat();
};

/**
 * Of commits in the order of their feed, those that a table lacks; what it has must be the same, attribute by attribute.
 * @throws RestoreConflict where it has another one
 */
export const lackingIn = (table: CommitTable, items: readonly CommitItem[]): Promise<CommitItem[]> =>
  perStream(items, (own) => lackingOf(table, own));

/** Puts commits that a table lacks, those of a stream one after the other; throws RestoreConflict where one came in between. */
export const putBack = async (table: CommitTable, items: readonly CommitItem[]): Promise<void> => {
  await perStream(items, async (own) => {
    let taken = 0;
    for (const item of own) taken += (await table.put(item)) === 'taken' ? 1 : 0;
    return taken > 0 ? lackingOf(table, own) : [];
  });
};
