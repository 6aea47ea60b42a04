import type { ChartEvent } from '../schemas/chart/events.ts';
import type { ChartView } from '../schemas/chart/view.ts';
import type { Commit } from '../schemas/commit.ts';
import type { StreamName } from '../schemas/stream.ts';
import type { ChartRows } from './chart-rows.ts';
import { eventsOf } from './codec.ts';
import { CorruptCommit } from './corrupt-commit.ts';
import type { EventStore } from './event-store.ts';
import { SubjectDestroyed } from './seal/sealer.ts';
import { streamKey } from './stream-key.ts';

/** How one event changes a row. */
export type Project = (row: ChartView | undefined, event: ChartEvent, facts: Commit) => ChartView | undefined;

/** A row is of the version and the time of its stream also where the last events are wholly shredded, and change nothing. */
const after = (project: Project, row: ChartView | undefined, commit: Commit): ChartView | undefined => {
  const next = eventsOf<'chart'>(commit).reduce((before, event) => project(before, event, commit), row);
  return next && { ...next, version: commit.version, updated_at: commit.time };
};

/** The row after the commits that follow it. */
export const projected = (project: Project, row: ChartView | undefined, commits: readonly Commit[]) =>
  commits.reduce((before, commit) => after(project, before, commit), row);

type ChartStream = StreamName & { category: 'chart' };
interface View {
  readonly store: EventStore;
  readonly rows: ChartRows;
  readonly project: Project;
}

const ATTEMPTS = 5;

/** Others were faster each time; the message comes again. */
class RowContended extends Error {
  override readonly name = 'RowContended';

  constructor(stream: string) {
    super(`The row of ${stream} changed ${ATTEMPTS} times while it was being written; try again.`);
  }
}

/** What was read holds data of somebody whose key was destroyed since; read again, it holds none of theirs. */
const staleIfDestroyed = (error: unknown): 'stale' => {
  if (error instanceof SubjectDestroyed) return 'stale';
  throw error;
};

const attempt = async ({ store, rows, project }: View, stream: ChartStream, version: number) => {
  const row = await rows.get(stream.tenant_id, stream.id);
  const from = row?.version ?? 0;
  if (from >= version) return 'current';
  const { commits, version: head } = await store.load(stream, from);
  const next = projected(project, row, commits);
  if (head < version || !next)
    throw new CorruptCommit(
      { stream: streamKey(stream), version },
      'the bus names it, and the stream has no such commit',
    );
  return rows.put(stream.tenant_id, next, from).catch(staleIfDestroyed);
};

/**
 * Brings a row to at least a version of its stream, whatever the bus delivered: twice, late, in another order, or not
 * at all. Nothing is taken from the message but the version; what is missing is read from the store, in its order.
 *
 *   store     1 ─ 2 ─ 3
 *   arrives   3            row 0 → reads 1,2,3 → put if still 0        (gap filled)
 *   arrives   1            row 3 ≥ 1           → nothing               (late or twice)
 *   two at once            both read row 0     → one puts, one 'stale' → reads row 3 → nothing
 *   a key is destroyed     read with the key   → cannot be sealed      → reads without it → put, and nothing of them in it
 */
export const catchUp = async (
  view: View,
  stream: ChartStream,
  version: number,
): Promise<'applied' | 'current'> => {
  for (let tries = 0; tries < ATTEMPTS; tries += 1) {
    const done = await attempt(view, stream, version);
    if (done !== 'stale') return done === 'put' ? 'applied' : 'current';
  }
  throw new RowContended(streamKey(stream));
};
