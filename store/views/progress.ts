import * as z from 'zod';
import { Instant } from '../../schemas/instant.ts';

/** The work on a generation: fill it, fold every stream again to compare, count its rows, delete it. */
export const Part = z.enum(['fill', 'verify', 'count', 'discard']);
export type Part = z.infer<typeof Part>;

const count = z.int().min(0);

/** A sum of SHA-256 values modulo 2^256, in hexadecimal digits: the same whatever the order they were added in. */
const Checksum = z.string().regex(/^[0-9a-f]{64}$/);

/** How many streams that are wrong are named; the others are counted. */
const MOST_NAMED = 20;

/**
 * What was found so far. `commits` and `streams` of the store, `rows` of the generation, `early` those of them opened
 * before the rebuild began (their number stands still), `behind` those that live traffic had not reached yet, `wrong`
 * streams that cannot be read or whose row is not what their events make, and the first of their `names`.
 */
export const Tally = z.strictObject({
  commits: count,
  streams: count,
  rows: count,
  early: count,
  behind: count,
  wrong: count,
  names: z.array(z.string()).max(MOST_NAMED),
  store_sum: Checksum,
  view_sum: Checksum,
});
export type Tally = z.infer<typeof Tally>;

const ZERO = '0'.repeat(64);

/** Nothing found yet. */
export const NOTHING: Tally = {
  commits: 0,
  streams: 0,
  rows: 0,
  early: 0,
  behind: 0,
  wrong: 0,
  names: [],
  store_sum: ZERO,
  view_sum: ZERO,
};

/** How far one segment of one part of the work is: a crashed run goes on behind `token`. */
export const Progress = z.strictObject({
  generation: z.int().min(0),
  part: Part,
  segment: count,
  token: z.string().optional(),
  done: z.boolean(),
  tally: Tally,
  started: Instant,
  at: Instant,
});
export type Progress = z.infer<typeof Progress>;

const sum = (a: string, b: string): string =>
  BigInt.asUintN(256, BigInt(`0x${a}`) + BigInt(`0x${b}`))
    .toString(16)
    .padStart(64, '0');

/** What two parts of the work found together. */
export const added = (a: Tally, b: Tally): Tally => ({
  commits: a.commits + b.commits,
  streams: a.streams + b.streams,
  rows: a.rows + b.rows,
  early: a.early + b.early,
  behind: a.behind + b.behind,
  wrong: a.wrong + b.wrong,
  names: [...a.names, ...b.names].slice(0, MOST_NAMED),
  store_sum: sum(a.store_sum, b.store_sum),
  view_sum: sum(a.view_sum, b.view_sum),
});
