import * as z from 'zod';
import type { CommitTable } from '../commit-table.ts';

const Place = z.object({ sk: z.number() });

/** The items of a stream up to a version, as they lie in the table, by their first version. */
export const storedStream = async (
  table: CommitTable,
  stream: string,
  upTo: number,
): Promise<ReadonlyMap<number, unknown>> => {
  const items = new Map<number, unknown>();
  let after: number | undefined = 0;
  while (after !== undefined && after < upTo) {
    const page: Awaited<ReturnType<CommitTable['page']>> = await table.page(stream, after);
    for (const item of page.items) items.set(Place.parse(item).sk, item);
    after = page.next;
  }
  return items;
};
