import type { Random } from './random.ts';

/** Decides what happens next, and keeps the clock: nothing in a simulation happens but by its turns. */
export interface Scheduler {
  /** Virtual time, in ms since 1970. */
  now(): number;
  /** Something that may happen from now on, in whichever order with all else that may. */
  park(go: () => void): void;
  /** Something that may happen after so many ms. */
  after(ms: number, go: () => void): void;
  sleep(ms: number): Promise<void>;
  /** Takes turns until there is nothing left that may happen. */
  rest(): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly go: () => void;
}

/** When every simulation begins. */
const START = Date.parse('2025-03-02T08:15:00.000Z');
/** So many turns mean that something goes on for ever. */
const MOST_TURNS = 40_000;
const LONGEST_TURN_MS = 12;

/** A simulation in which something is tried again for ever. */
export class NoRest extends Error {
  override readonly name = 'NoRest';

  constructor() {
    super(`There was no rest after ${MOST_TURNS} turns: something is tried again for ever.`);
  }
}

/** Once what a turn has set off has come to a halt: microtasks are all done before the next tick. */
const whenStill = (next: () => void): void => queueMicrotask(() => process.nextTick(next));

/**
 * A scheduler of a seed. Everything that waits for the outside world is parked; a turn lets one of them go on, which
 * the seed chooses, and then waits until it is parked again:
 *
 *   parked    A B C        B C A'        C A' B'
 *   turn      A ─ runs ─►  B ─ runs ─►   …
 *
 * The clock goes on a little with each turn, and leaps to the next timer when nothing is parked.
 */
export const scheduler = (random: Random): Scheduler => {
  const parked: (() => void)[] = [];
  const timers: Timer[] = [];
  let now = START;
  let turns = 0;

  const takeParked = (): (() => void) | undefined => {
    const at = random.below(parked.length);
    const go = parked[at];
    const last = parked.pop();
    if (last && at < parked.length) parked[at] = last;
    return go;
  };

  const next = (): (() => void) | undefined => {
    const [timer] = timers;
    if (parked.length === 0 && timer) now = Math.max(now, timer.at);
    if (timer && timer.at <= now) return timers.shift()?.go;
    return parked.length === 0 ? undefined : takeParked();
  };

  const takeTurn = (): boolean => {
    turns += 1;
    if (turns > MOST_TURNS) throw new NoRest();
    const go = next();
    if (!go) return false;
    now += random.below(LONGEST_TURN_MS);
    go();
    return true;
  };

  const after = (ms: number, go: () => void): void => {
    const timer = { at: now + ms, go };
    const before = timers.findLastIndex(({ at }) => at <= timer.at);
    timers.splice(before + 1, 0, timer);
  };

  return {
    now: () => now,
    park: (go) => void parked.push(go),
    after,
    sleep: (ms) => new Promise<void>((wake) => after(ms, wake)),
    rest: () =>
      new Promise<void>((rested, failed) => {
        const turn = (): void => {
          try {
            if (takeTurn()) whenStill(turn);
            else rested();
          } catch (error) {
            failed(error);
          }
        };
        whenStill(turn);
      }),
  };
};
