import type { ChartEvent } from '../../schemas/chart/events.ts';
import type { Commit } from '../../schemas/commit.ts';
import { isRefusal } from '../../schemas/error.ts';
import { encodeCommit, encodeEvent } from '../../store/codec.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import type { EventStore, Stream } from '../../store/event-store.ts';
import { because, freshStream, opening, vitals } from './samples.ts';

/** The store that is measured, and the table below it. */
export interface Bench {
  readonly store: EventStore;
  readonly table: CommitTable;
}

/** What is timed: it gives the commits it touched. */
type Act = () => Promise<readonly Commit[]>;

/** An operation: `prepare` is done once, what it gives before each time; neither is timed. */
export interface Operation {
  readonly name: string;
  readonly kind: 'write' | 'read';
  prepare(bench: Bench): Promise<() => Promise<Act>>;
}

const append = async (store: EventStore, head: Stream<'chart'>, events: readonly ChartEvent[]) => {
  const commit = await store.append(head, events, because());
  if (isRefusal(commit)) throw new Error(`The store refused an append of the measurement: ${commit.message}`);
  return commit;
};

/**
 * A stream of so many events, `each` of them in one commit. It is put straight into the table, because the store
 * appends to nothing but a head that it has read, and would read the stream anew for each commit.
 */
const written = async ({ table }: Bench, events: number, each: number) => {
  const name = freshStream();
  for (let version = 0; version < events; version += each) {
    const stored = vitals(each).map((event) => encodeEvent('chart', event));
    const versions = { first_version: version + 1, version: version + each };
    await table.put(encodeCommit({ ...because(), ...name, ...versions, events: stored }));
  }
  return name;
};

const create: Operation = {
  name: 'create a chart',
  kind: 'write',
  prepare:
    async ({ store }) =>
    async () => {
      const head = await store.load(freshStream());
      return async () => [await append(store, head, [opening()])];
    },
};

const appendOf = (events: number): Operation => ({
  name: `append ${events === 1 ? '1 event' : `${events} events`}`,
  kind: 'write',
  async prepare(bench) {
    const { store } = bench;
    const name = await written(bench, 10, 1);
    return async () => {
      const head = await store.load(name);
      return async () => [await append(store, head, vitals(events))];
    };
  },
});

const loadOf = (events: number, each: number): Operation => ({
  name: `load ${events} events, ${each} a commit`,
  kind: 'read',
  async prepare(bench) {
    const name = await written(bench, events, each);
    return async () => async () => (await bench.store.load(name)).commits;
  },
});

/** What the store is asked to do. */
export const OPERATIONS: readonly Operation[] = [
  create,
  appendOf(1),
  appendOf(5),
  loadOf(10, 1),
  loadOf(100, 1),
  loadOf(1_000, 1),
  loadOf(1_000, 5),
];
