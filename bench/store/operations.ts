import type { Contender, Stream } from './contender.ts';
import { batches, opening, type Size, vitals } from './samples.ts';

/** What is timed. */
type Act = () => Promise<unknown>;

/** How an operation is judged: `state` is the reading of the current state, which has goals of its own. */
export type Kind = 'write' | 'read' | 'state' | 'race';

/** An operation: `prepare` is done once for each store, what it gives before each time; neither is timed. */
export interface Operation {
  readonly name: string;
  readonly kind: Kind;
  readonly times: number;
  prepare(store: Contender): Promise<() => Promise<Act>>;
}

const TIMES = 50;
const WRITERS = 16;

const streamOf = async (store: Contender, all: ReturnType<typeof batches>): Promise<Stream> => {
  const stream = store.fresh();
  await stream.grow(all);
  return stream;
};

const must = (appended: boolean): void => {
  if (!appended) throw new Error('An append of the measurement met another writer, and there is none.');
};

const create: Operation = {
  name: 'create a chart',
  kind: 'write',
  times: TIMES,
  prepare: async (store) => async () => {
    const append = await store.fresh().ready();
    return async () => must(await append([opening()]));
  },
};

const appendOf = (size: Size, events: number): Operation => ({
  name: `append ${events === 1 ? '1 event' : `${events} events`}`,
  kind: 'write',
  times: TIMES,
  async prepare(store) {
    const stream = await streamOf(store, batches(size, 10, 1));
    return async () => {
      const [append, appended] = [await stream.ready(), vitals(size, events)];
      return async () => must(await append(appended));
    };
  },
});

const inCommits = (events: number, each: number) => `${events.toLocaleString('en')} events, ${each} a commit`;

const loadOf = (size: Size, events: number, each: number): Operation => ({
  name: `load ${inCommits(events, each)}`,
  kind: 'read',
  times: TIMES,
  async prepare(store) {
    const stream = await streamOf(store, batches(size, events, each));
    return async () => () => stream.load();
  },
});

const stateAfter = (size: Size, events: number, each: number): Operation => ({
  name: `read the state after ${inCommits(events, each)}`,
  kind: 'state',
  times: TIMES,
  async prepare(store) {
    const stream = await streamOf(store, batches(size, events, each));
    return async () => () => stream.state();
  },
});

const writers = (size: Size, streams: 1 | typeof WRITERS): Operation => ({
  name: `${WRITERS} writers on ${streams === 1 ? '1 stream' : `${streams} streams`}`,
  kind: 'race',
  times: 20,
  prepare: async (store) => async () => {
    const all = await Promise.all(
      Array.from({ length: streams }, () => streamOf(store, [[opening()], vitals(size, 1)])),
    );
    const own = Array.from({ length: WRITERS }, (_, at) => all[at % streams] as Stream);
    return () => Promise.all(own.map((stream) => stream.write(vitals(size, 1))));
  },
});

/** What the stores are asked to do with events of a size. */
export const operations = (size: Size): readonly Operation[] => [
  create,
  appendOf(size, 1),
  appendOf(size, 5),
  loadOf(size, 10, 1),
  loadOf(size, 1_000, 1),
  loadOf(size, 1_000, 5),
  stateAfter(size, 1_000, 1),
  stateAfter(size, 1_000, 5),
  writers(size, 1),
  writers(size, WRITERS),
];
