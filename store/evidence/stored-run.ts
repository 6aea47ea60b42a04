import * as z from 'zod';
import type { CommitTable } from '../commit-table.ts';
import type { LeafFacts } from '../log/leaf.ts';

const Place = z.object({ sk: z.number() });

/**
 * The items that lie in the table where a run of one stream's commits is to be, by their first version: from the first
 * of them to the last, whatever they are, and seldom one more.
 */
export const storedRun = async (
  table: CommitTable,
  stream: string,
  run: readonly LeafFacts[],
): Promise<ReadonlyMap<number, unknown>> => {
  const items = new Map<number, unknown>();
  const to = run.at(-1)?.first_version ?? 0;
  let after: number | undefined = (run[0]?.first_version ?? 1) - 1;
  while (after !== undefined && after < to) {
    const page: Awaited<ReturnType<CommitTable['page']>> = await table.page(stream, after, run.length);
    for (const item of page.items) items.set(Place.parse(item).sk, item);
    after = page.next;
  }
  return items;
};
