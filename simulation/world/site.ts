import type { DeadLetter } from '../../functions/events/dead-letters.ts';
import type { CommitItem } from '../../store/commit-item.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import type { FeedTable } from '../../store/feed/feed-table.ts';
import { memoryFeedTable } from '../../store/feed/memory-feed-table.ts';
import type { ChartFiles } from '../../store/files/chart-files.ts';
import { memoryChartFiles } from '../../store/files/memory-chart-files.ts';
import type { KeyScan } from '../../store/key-scan.ts';
import type { KeyTable } from '../../store/keys/key-table.ts';
import { type MasterKey, memoryMasterKey } from '../../store/keys/master-key.ts';
import { memoryKeyTable } from '../../store/keys/memory-key-table.ts';
import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { memoryKeyScan } from '../../store/memory-key-scan.ts';
import type { ConnectionTable } from '../../store/realtime/connection-table.ts';
import { memoryConnectionTable } from '../../store/realtime/memory-connection-table.ts';
import type { GenerationTable } from '../../store/views/generation-table.ts';
import { memoryGenerationTable } from '../../store/views/memory-generation-table.ts';
import { type Queue, queue } from '../aws/queue.ts';
import { type RowItems, rowItems } from '../aws/row-items.ts';
import type { Stage } from '../functions/container.ts';

/** All that outlives a function: tables, keys, files, queues; and a memory of what was pushed and what went wrong. */
export interface Site extends Stage {
  readonly commits: CommitTable;
  /** All commits that were ever put, in the order in which they were. */
  readonly put: CommitItem[];
  readonly places: KeyScan;
  readonly feed: FeedTable;
  readonly keys: KeyTable;
  readonly master: MasterKey;
  readonly rows: RowItems;
  readonly generations: GenerationTable;
  readonly connections: ConnectionTable;
  readonly files: ChartFiles;
  readonly fileKeys: Set<string>;
  readonly queues: Readonly<Record<QueueName, Queue>>;
  /** What the publisher could not tell of. */
  readonly letters: DeadLetter[];
  /** Chart and version of each push that a socket was sent, and under which numbers of the feed. */
  readonly pushed: Map<string, Set<number>>;
  /** Faults that no fault of the surroundings explains. */
  readonly unexpected: unknown[];
}

export type QueueName = 'charts' | 'feed' | 'pushes' | 'destruction';

/** The site before anything happened; each commit that is put is told to `changed`. */
export const site = (stage: Stage, changed: (item: CommitItem) => void): Site => {
  const pageSize = stage.random.pick([2, 5, 1000]);
  const { table, keys: places } = memoryKeyScan(memoryCommitTable({ pageSize }), { pageSize: 3 });
  const fileKeys = new Set<string>();
  const put: CommitItem[] = [];
  return {
    ...stage,
    commits: {
      ...table,
      async put(item) {
        const done = await table.put(item);
        if (done === 'taken') return done;
        put.push(item);
        changed(item);
        return done;
      },
    },
    put,
    places,
    feed: memoryFeedTable(),
    keys: memoryKeyTable(),
    master: memoryMasterKey(),
    rows: rowItems(),
    generations: memoryGenerationTable(),
    connections: memoryConnectionTable(),
    files: memoryChartFiles(fileKeys),
    fileKeys,
    queues: {
      charts: queue(stage, 'charts'),
      feed: queue(stage, 'feed'),
      pushes: queue(stage, 'pushes'),
      destruction: queue(stage, 'destruction'),
    },
    letters: [],
    pushed: new Map(),
    unexpected: [],
  };
};
