import type { BusEntry } from '../../schemas/commit.ts';
import type { FeedTable } from '../../store/feed/feed-table.ts';
import { memoryFeedTable } from '../../store/feed/memory-feed-table.ts';
import { streamKey } from '../../store/stream-key.ts';
import type { Crashing } from './crash.ts';

/** A message of the bus: the commits that it tells of. */
export type Message = readonly BusEntry[];

/** A feed's table, the names of the commits that are stored, the messages that nobody holds, and how many are held. */
export interface FeedWorld extends Crashing {
  readonly table: FeedTable;
  readonly stored: Set<string>;
  readonly queue: Message[];
  held: number;
}

export const TENANT = 'lakeside-ems';
const USER = '00000000-0000-4000-8000-000000001000';
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** What the bus tells of the commit that is one version of the `n`-th chart. */
const commit = (n: number, version: number): BusEntry => ({
  tenant_id: TENANT,
  category: 'chart',
  id: idOf(n),
  first_version: version,
  version,
  time: '2026-01-01T00:00:00.000Z',
  actor: { user_id: USER, role: 'ems' },
  command_id: idOf(100 * n + version),
  correlation_id: 'trace',
  causation_id: 'request',
  hash: Buffer.from(`${n}-${version}`.padEnd(32, '.')).toString('base64'),
  events: [{ type: 'chart.vitals_recorded', schema_version: 1 }],
});

/** Two commits of one chart, and one of another. */
export const A1 = commit(1, 1);
export const A2 = commit(1, 2);
export const B1 = commit(2, 1);
export const ALL = [A1, A2, B1];

export const nameOf = ({ id, first_version }: Pick<BusEntry, 'id' | 'first_version'>): string =>
  `${id === A1.id ? 'A' : 'B'}${first_version}`;
export const namesOf = (entries: readonly Pick<BusEntry, 'id' | 'first_version'>[]): string =>
  entries.map(nameOf).join(', ');

/** The world before anything is written. */
export const feedWorld = (messages: readonly Message[], crashes: number): FeedWorld => ({
  table: memoryFeedTable(),
  stored: new Set(),
  queue: [...messages],
  held: 0,
  crashes,
});

/** The marks of all streams. */
const marksOf = async (table: FeedTable): Promise<string> =>
  JSON.stringify([...(await table.marks(ALL.map(streamKey)))]);

/** What the world looks like, all of it. */
export const look = async ({ table, stored, queue, held, crashes }: FeedWorld): Promise<string> =>
  JSON.stringify([
    await table.pagesAfter(TENANT, -1, 100),
    await marksOf(table),
    [...stored].sort(),
    queue.map(namesOf).sort(),
    [held, crashes],
  ]);
