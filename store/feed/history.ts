import type { BusEntry } from '../../schemas/commit.ts';
import type { StreamName } from '../../schemas/stream.ts';
import { busEntryOf } from '../bus-entry.ts';
import type { CommitTable } from '../commit-table.ts';
import { readItem } from '../sealed-commit.ts';
import { streamKey } from '../stream-key.ts';

/** What the feed asks of the event store: the commits of a stream after a version, as the bus tells of them. */
export interface History {
  after(name: StreamName, version: number): AsyncIterable<BusEntry>;
}

const toldOf = (raw: unknown): BusEntry => busEntryOf(readItem(raw));

/** The history in a commit table, read page by page. */
export const history = (table: CommitTable): History => ({
  async *after(name, version) {
    let from: number | undefined = version;
    while (from !== undefined) {
      const page = await table.page(streamKey(name), from);
      yield* page.items.map(toldOf);
      from = page.next;
    }
  },
});
