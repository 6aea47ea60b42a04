import { rounded } from '../report/statistics.ts';
import type { Kind } from './operations.ts';

/** What two stores came to at one operation: medians. */
export interface Compared {
  readonly kind: Kind;
  readonly ms: number;
  readonly peer_ms: number;
  /** By how much it is slower than the peer besides the sealing: the median of all turns, and what it surely is above. */
  readonly over_ms: number;
  readonly surely_over_ms: number;
  readonly units: number;
  readonly peer_units: number;
}

/** A state is to be read at so many times less cost and time than the peer's. */
const TIMES_BETTER = 10;

const times = (value: number): string => value.toFixed(1);

const judged = (misses: readonly (string | false)[]): string => {
  const missed = misses.filter((miss) => miss !== false);
  return missed.length === 0 ? 'met' : `missed: ${missed.join(', ')}`;
};

/** How many times less than the peer. */
export const timesLess = (own: number, peer: number): number => peer / own;

/**
 * The goal of what an operation consumes: a state is read ten times cheaper; nothing else has a goal here, writes are
 * judged by their started KB.
 */
export const costGoal = ({ kind, units, peer_units }: Compared): string => {
  if (kind !== 'state') return '–';
  const cheaper = timesLess(units, peer_units);
  return judged([cheaper < TIMES_BETTER && `${times(cheaper)} of ${TIMES_BETTER} times cheaper`]);
};

/**
 * The goal of time: nothing is slower than the peer by more than its sealing, unless by chance, and a state is read ten
 * times faster.
 */
export const timeGoal = ({ kind, ms, peer_ms, over_ms, surely_over_ms }: Compared): string => {
  const faster = timesLess(ms, peer_ms);
  return judged([
    surely_over_ms > 0 && `${rounded(over_ms)} ms slower besides the sealing`,
    kind === 'state' && faster < TIMES_BETTER && `${times(faster)} of ${TIMES_BETTER} times faster`,
  ]);
};

/** The goal of a write: at most one unit a started KB of what is stored. */
export const writeGoal = (units: number, startedKb: number): string =>
  judged([units > startedKb && `${units} units for ${startedKb} started KB`]);
