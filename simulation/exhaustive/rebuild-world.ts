import { isDeepStrictEqual } from 'node:util';
import * as chart from '../../domain/chart.ts';
import { project } from '../../projections/charts.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import type { ChartStatus } from '../../schemas/chart/status.ts';
import { projected } from '../../store/catch-up.ts';
import type { CommitItem } from '../../store/commit-item.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { type EventStore, eventStore } from '../../store/event-store.ts';
import type { KeyScan } from '../../store/key-scan.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { memoryKeyScan } from '../../store/memory-key-scan.ts';
import type { ChartCopies } from '../../store/views/chart-copies.ts';
import type { GenerationTable } from '../../store/views/generation-table.ts';
import { written } from '../../store/views/generations.ts';
import { memoryChartCopies } from '../../store/views/memory-chart-copies.ts';
import { memoryGenerationTable } from '../../store/views/memory-generation-table.ts';
import type { FoundStream } from '../../store/views/stream-scan.ts';

type Stream = FoundStream['name'];

/** A commit that a writer appends. */
export interface Written {
  readonly stream: Stream;
  readonly version: number;
  readonly item: CommitItem;
}

/** Commits and messages of them, by versions: those that nobody holds, those that are held, and what is done. */
export interface RebuildWorld {
  readonly table: CommitTable;
  readonly keys: KeyScan;
  readonly store: EventStore;
  readonly generations: GenerationTable;
  readonly copies: ChartCopies;
  readonly stored: Set<number>;
  /** What is still to be told to each projector. */
  readonly queues: readonly number[][];
  /** The highest version that a message was done with. */
  done: number;
  /** When the runs began that are not over, in milliseconds since the case began. */
  readonly running: number[];
  clock: number;
  announced: boolean;
}

/** When the case begins. */
export const ZERO = Date.parse('2026-01-01T00:00:00.000Z');

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const opened: ChartEvent = {
  type: 'chart.opened',
  data: { incident_number: 'L-26-000001', incident_id: idOf(9) },
};
const moved = (from: ChartStatus, to: ChartStatus): ChartEvent => ({
  type: 'chart.status_changed',
  data: { from, to },
});

export const STREAM: Stream = { tenant_id: 'lakeside-ems', category: 'chart', id: idOf(1) };

/** Three commits of one chart, which was opened before the rebuild began; versions 1 to 3. */
const PLAN = [
  { event: opened, at: -1 },
  { event: moved('draft', 'in_progress'), at: 0 },
  { event: moved('in_progress', 'ready_for_review'), at: 1 },
];

/** In which order each projector is told of the commits, which is not theirs. */
export const QUEUES: readonly (readonly number[])[] = [
  [1, 3, 2],
  [2, 1, 3],
];

/** How many commits there are in the end. */
export const COMMITS = PLAN.length;

const ring = memoryKeyRing();

/** The commits as the store makes them, once: what is sealed differs each time, and all worlds have to be alike. */
export const writtenCommits = async (): Promise<readonly Written[]> => {
  const items: CommitItem[] = [];
  const table = memoryCommitTable();
  const put: CommitTable['put'] = (item) => {
    items.push(item);
    return table.put(item);
  };
  const store = eventStore({ ...table, put }, ring);
  for (const [n, { event, at }] of PLAN.entries())
    await store.append(await store.head(STREAM, chart), [event], {
      time: new Date(ZERO + at).toISOString(),
      actor: { user_id: idOf(1000), role: 'ems' },
      command_id: idOf(5000 + n),
      correlation_id: 'trace',
      causation_id: 'request',
    });
  return items.map((item) => ({ stream: STREAM, version: item.last, item }));
};

/** The world before anything is written. */
export const rebuildWorld = (): RebuildWorld => {
  const { table, keys } = memoryKeyScan(memoryCommitTable(), { pageSize: 2 });
  return {
    table,
    keys,
    store: eventStore(table, ring),
    generations: memoryGenerationTable(),
    copies: memoryChartCopies(),
    stored: new Set(),
    queues: QUEUES.map((queue) => [...queue]),
    done: 0,
    running: [],
    clock: 0,
    announced: false,
  };
};

const rowOf = ({ copies }: RebuildWorld, generation: number) =>
  copies.of(generation).get(STREAM.tenant_id, STREAM.id);

/** What the world looks like; all of it, but that of what is stored it tells the versions. */
export const look = async (world: RebuildWorld): Promise<string> => {
  const { generations, stored, queues, done, running, clock, announced } = world;
  return JSON.stringify([
    await generations.read(),
    await generations.progress(1),
    await rowOf(world, 0),
    await rowOf(world, 1),
    [...stored].toSorted((a, b) => a - b),
    queues,
    running.toSorted((a, b) => a - b),
    [done, clock, announced],
  ]);
};

/** Throws where a row of a copy that is written to is not what a fold of the chart's events makes. */
export const judge = async (world: RebuildWorld): Promise<void> => {
  const copies = await world.generations.read();
  if (copies.state !== 'switched' || copies.live !== 1) throw new Error(`The copies are ${copies.state}.`);
  const fresh = projected(project, undefined, (await world.store.load(STREAM)).commits);
  for (const generation of written(copies)) {
    const row = await rowOf(world, generation);
    if (!isDeepStrictEqual(row, fresh))
      throw new Error(
        `Generation ${generation} has v${row?.version ?? 0}, the store v${fresh?.version ?? 0}.`,
      );
  }
};

/** Throws where the copy that is switched to lacks what a message was done with. */
export const checkSwitch = async (world: RebuildWorld): Promise<void> => {
  const { live } = await world.generations.read();
  const { version = 0 } = (await rowOf(world, live)) ?? {};
  if (world.done > version)
    throw new Error(`What is switched to has v${version}, and v${world.done} was projected.`);
};
