import * as chart from '../../domain/chart.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import type { Chart } from '../../schemas/chart/state.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { EventStore } from '../../store/event-store.ts';
import type { Head } from '../../store/head.ts';
import { because, freshStream, opening, vitals } from './samples.ts';

/** The store that is measured. */
export interface Bench {
  readonly store: EventStore;
}

/** What is timed. */
type Act = () => Promise<unknown>;

/** An operation: `prepare` is done once, what it gives before each time; neither is timed. */
export interface Operation {
  readonly name: string;
  readonly kind: 'write' | 'read';
  prepare(bench: Bench): Promise<() => Promise<Act>>;
}

const headOf = (store: EventStore, name: ReturnType<typeof freshStream>): Promise<Head<'chart', Chart>> =>
  store.head(name, chart);

const append = async (store: EventStore, head: Head<'chart', Chart>, events: readonly ChartEvent[]) => {
  const commit = await store.append(head, events, because());
  if (isRefusal(commit)) throw new Error(`The store refused an append of the measurement: ${commit.message}`);
  return commit;
};

/** A stream of so many events, `each` of them in one commit. */
const written = async ({ store }: Bench, events: number, each: number) => {
  const name = freshStream();
  await append(store, await headOf(store, name), [opening()]);
  for (let version = 1; version < events; version += each)
    await append(store, await store.head(name, chart, 'warm'), vitals(Math.min(each, events - version)));
  return name;
};

const create: Operation = {
  name: 'create a chart',
  kind: 'write',
  prepare:
    async ({ store }) =>
    async () => {
      const head = await headOf(store, freshStream());
      return () => append(store, head, [opening()]);
    },
};

const appendOf = (events: number): Operation => ({
  name: `append ${events === 1 ? '1 event' : `${events} events`}`,
  kind: 'write',
  async prepare(bench) {
    const { store } = bench;
    const name = await written(bench, 10, 1);
    return async () => {
      const head = await headOf(store, name);
      return () => append(store, head, vitals(events));
    };
  },
});

const headAfter = (events: number, each: number): Operation => ({
  name: `read the head after ${events} events, ${each} a commit`,
  kind: 'read',
  async prepare(bench) {
    const name = await written(bench, events, each);
    return async () => () => headOf(bench.store, name);
  },
});

const loadOf = (events: number, each: number): Operation => ({
  name: `load ${events} events, ${each} a commit`,
  kind: 'read',
  async prepare(bench) {
    const name = await written(bench, events, each);
    return async () => () => bench.store.load(name);
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
  headAfter(1_000, 1),
  headAfter(1_000, 5),
];
