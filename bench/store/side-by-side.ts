import type { Contender } from './contender.ts';
import { type Used, usedBy } from './meter.ts';
import type { Operation } from './operations.ts';

/** One time that an operation was done: what it used, how long it took, and how much of that was sealing. */
export interface Sample extends Used {
  readonly ms: number;
  readonly sealing_ms: number;
}

/** The samples of both stores. */
export interface Pair<T> {
  readonly ours: T;
  readonly peer: T;
}

const WARM_UP = 10;

type Prepared = Awaited<ReturnType<Operation['prepare']>>;

const once = async (store: Contender, next: Prepared): Promise<Sample> => {
  const act = await next();
  store.exchanges();
  const began = performance.now();
  await act();
  const ms = performance.now() - began;
  const exchanges = store.exchanges();
  return { ms, sealing_ms: await store.sealing(exchanges), ...usedBy(exchanges) };
};

interface Turn {
  readonly store: Contender;
  readonly next: Prepared;
  readonly samples: Sample[];
}

const turnOf = async (operation: Operation, store: Contender): Promise<Turn> => ({
  store,
  next: await operation.prepare(store),
  samples: [],
});

const take = async ({ store, next, samples }: Turn, isWarm: boolean): Promise<void> => {
  const sample = await once(store, next);
  if (isWarm) samples.push(sample);
};

/**
 * Does an operation with both stores in turns, so that a busy moment meets both alike; which goes first changes each
 * time, so that neither always finds what the other left in the caches.
 */
export const sideBySide = async (
  operation: Operation,
  { ours, peer }: Pair<Contender>,
): Promise<Pair<readonly Sample[]>> => {
  const [own, theirs] = [await turnOf(operation, ours), await turnOf(operation, peer)];
  for (let time = -WARM_UP; time < operation.times; time += 1)
    for (const turn of time % 2 === 0 ? [own, theirs] : [theirs, own]) await take(turn, time >= 0);
  return { ours: own.samples, peer: theirs.samples };
};
