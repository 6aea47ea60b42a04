/** A question counts as lost when its answer is not there after this long: longer than any client waits, in ms. */
export const LOST_AFTER_MS = 5 * 60_000;

/** Failures of one step, one after the other, before it is given up: half a day or so. */
export const MOST_FAILURES = 60;

/** Questions after one submission before it is given up: a day or so. */
export const MOST_POLLS = 100;

const FIRST_POLL_MS = 15_000;
const FIRST_RETRY_MS = 30_000;
/** A queue holds nothing back for longer. */
const LONGEST_MS = 15 * 60_000;

const doubling = (first: number, times: number): number =>
  Math.min(LONGEST_MS, first * 2 ** Math.min(times, 20));

/** How long to wait before a question, by how many came before it: 15 s, twice as long each time, at most 15 min. */
export const pollDelay = (polls: number): number => doubling(FIRST_POLL_MS, polls);

/**
 * How long to wait after a number of failures in a row: 30 s, twice as long each time, at most 15 min; a part of it,
 * from one half (jitter 0) to all (jitter 1), so that agencies that failed together do not come back together. Never
 * sooner than the server asked for, but no later than twice the longest.
 */
export const retryDelay = (
  failures: number,
  { jitter, atLeastMs }: { jitter: number; atLeastMs: number },
): number => {
  const whole = doubling(FIRST_RETRY_MS, failures - 1);
  return Math.max(Math.round((whole * (1 + jitter)) / 2), Math.min(atLeastMs, 2 * LONGEST_MS));
};
