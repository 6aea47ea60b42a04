import { randomUUID } from 'node:crypto';
import type { ChartEvent } from '../../../schemas/chart/events.ts';
import { isRefusal } from '../../../schemas/error.ts';
import { archiver } from '../../../store/archive/archiver.ts';
import { memoryArchiveBucket } from '../../../store/archive/memory-archive-bucket.ts';
import { checkRestore, type Restored, restore } from '../../../store/archive/restore.ts';
import { busEntryOf } from '../../../store/bus-entry.ts';
import type { CommitTable } from '../../../store/commit-table.ts';
import { eventStore } from '../../../store/event-store.ts';
import { feed } from '../../../store/feed/feed.ts';
import type { FeedTable } from '../../../store/feed/feed-table.ts';
import { history } from '../../../store/feed/history.ts';
import { memoryFeedTable } from '../../../store/feed/memory-feed-table.ts';
import { sequencer } from '../../../store/feed/sequencer.ts';
import { memoryKeyRing } from '../../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { headOf } from '../../memory-store.ts';
import { idOf, minute, opened, TENANT } from '../../sample-chart.ts';
import { because, streamOf } from '../../sample-commits.ts';
import { unheard } from '../feed/sample-feed.ts';

/** An event store, its feed, and its archive, all in memory. */
export const archiveWorld = () => {
  const objects = new Map<string, Uint8Array>();
  const bucket = memoryArchiveBucket(objects);
  const commits = memoryCommitTable();
  const feedTable = memoryFeedTable();
  const store = eventStore(commits, memoryKeyRing());
  const feeds = sequencer({ table: feedTable, history: history(commits), untold: unheard });
  const begun = () => archiver({ feed: feed(feedTable), commits, bucket });

  /** Appends one more commit to the `n`-th chart, with a patient's data in it, and feeds it. */
  const commit = async (n: number, { tenant = TENANT, time = minute(n), events = 1, text = 'Ada' } = {}) => {
    const head = await headOf(store, streamOf(tenant, idOf(n)));
    const made: ChartEvent[] = Array.from({ length: events }, (_, at) =>
      head.version + at === 0 ? opened : { type: 'chart.narrative_recorded', data: { changes: { text } } },
    );
    const done = await store.append(head, made, { ...because(n), command_id: randomUUID(), time });
    if (isRefusal(done)) throw new Error(done.message);
    await feeds.add(tenant, [busEntryOf(done)]);
  };
  return { objects, bucket, commits, feedTable, commit, begun, archive: begun().add };
};

/** Everything that a commit table has of some charts of a tenant, as it lies there. */
export const itemsIn = async (table: CommitTable, charts: number, tenant = TENANT): Promise<unknown[]> => {
  const pages = Array.from({ length: charts }, (_, n) => table.page(`${tenant}#chart#${idOf(n)}`, 0));
  return (await Promise.all(pages)).flatMap(({ items }) => items);
};

/** Everything that a tenant's feed has. */
export const entriesIn = (table: FeedTable, tenant = TENANT) => feed(table).read(tenant, -1, 10_000);

/** The last state of a check or a restoration. */
export const ended = async (work: AsyncIterable<Restored>): Promise<Restored | undefined> =>
  (await Array.fromAsync(work)).at(-1);

/** An empty store and feed, and what restores an archive into them. */
export const emptied = (bucket: ReturnType<typeof memoryArchiveBucket>) => {
  const parts = { bucket, commits: memoryCommitTable(), feed: memoryFeedTable() };
  return {
    ...parts,
    check: (tenant = TENANT) => ended(checkRestore(parts, tenant)),
    restore: (tenant = TENANT) => ended(restore(parts, tenant)),
  };
};
