/** Leaves from `lo` up to `hi`, without `hi`. Every one here starts where a subtree of its size may start. */
export interface Range {
  readonly lo: number;
  readonly hi: number;
}

/** A whole subtree: 2^level leaves from index * 2^level on. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** Where a tree of that many leaves (two or more) is split: the largest power of two below (RFC 6962, 2.1). */
const splitOf = (leaves: number): number => {
  let half = 1;
  while (half * 2 < leaves) half *= 2;
  return half;
};

/** The ranges whose hashes lead from a leaf to the root, from the leaf upwards: PATH(m, D[n]) of RFC 6962, 2.1.1. */
export const inclusionRanges = (leaf: number, { lo, hi }: Range): Range[] => {
  if (hi - lo === 1) return [];
  const middle = lo + splitOf(hi - lo);
  return leaf < middle
    ? [...inclusionRanges(leaf, { lo, hi: middle }), { lo: middle, hi }]
    : [...inclusionRanges(leaf, { lo: middle, hi }), { lo, hi: middle }];
};

/**
 * The ranges whose hashes show that the first `old` leaves are the same in both trees: PROOF(m, D[n]) of RFC 6962,
 * 2.1.2. A range that is the whole old tree is left out, because the verifier has its root.
 */
export const consistencyRanges = (old: number, { lo, hi }: Range): Range[] => {
  if (old === hi) return lo === 0 ? [] : [{ lo, hi }];
  const middle = lo + splitOf(hi - lo);
  return old <= middle
    ? [...consistencyRanges(old, { lo, hi: middle }), { lo: middle, hi }]
    : [...consistencyRanges(old, { lo: middle, hi }), { lo, hi: middle }];
};

/** The whole subtrees a range consists of, from left to right, each larger than the next. */
export const subtreesOf = ({ lo, hi }: Range): Subtree[] => {
  if (lo === hi) return [];
  let [level, leaves] = [0, 1];
  while (leaves * 2 <= hi - lo) [level, leaves] = [level + 1, leaves * 2];
  return [{ level, index: lo / leaves }, ...subtreesOf({ lo: lo + leaves, hi })];
};
