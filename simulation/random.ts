import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** All chance there is in a simulation: the same seed, the same draws. */
export interface Random {
  /** A whole number from 0 on, less than `count`. */
  below(count: number): number;
  /** A whole number of this range, both ends included. */
  between(from: number, to: number): number;
  /** True in this part of all cases, 0 to 1. */
  chance(part: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
}

const MILLION = 1_000_000;

/** Draws of a seed. */
export const randomOf = (seed: number): Random => {
  const generator = xoroshiro128plus(seed);
  const between = (from: number, to: number) => uniformInt(generator, from, to);
  const below = (count: number) => between(0, count - 1);
  return {
    below,
    between,
    chance: (part) => part > 0 && below(MILLION) < part * MILLION,
    pick: ([first, ...rest]) => [first, ...rest][below(rest.length + 1)] ?? first,
  };
};
