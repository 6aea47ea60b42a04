import { EMPTY_ROOT, nodeHash, sameBytes } from './merkle.ts';

/** What a checkpoint says of a tree: how many leaves, and the root over them. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** A leaf's place in the tree and its hash. */
export interface Leaf {
  readonly index: number;
  readonly hash: Uint8Array;
}

/** A node's place on its level, and that of the last node there. */
interface Place {
  readonly at: number;
  readonly last: number;
}

const above = ({ at, last }: Place): Place => ({ at: Math.floor(at / 2), last: Math.floor(last / 2) });
const joinsLeft = ({ at, last }: Place): boolean => at % 2 === 1 || at === last;

/** The place after a join. The last node of a level has no neighbour until its place is odd, or it is the only one. */
const afterJoin = (place: Place): Place => {
  let next = place;
  if (joinsLeft(place)) while (next.at % 2 === 0 && next.at !== 0) next = above(next);
  return above(next);
};

/** Whether the leaf is in the tree (RFC 9162, 2.1.3.2, which has the proofs of RFC 6962). */
export const verifyInclusion = (head: TreeHead, leaf: Leaf, proof: readonly Uint8Array[]): boolean => {
  if (leaf.index < 0 || leaf.index >= head.size) return false;
  let place: Place = { at: leaf.index, last: head.size - 1 };
  let hash = leaf.hash;
  for (const other of proof) {
    if (place.last === 0) return false;
    hash = joinsLeft(place) ? nodeHash(other, hash) : nodeHash(hash, other);
    place = afterJoin(place);
  }
  return place.last === 0 && sameBytes(hash, head.root);
};

/** The lowest node of the old tree's right edge that is whole in both trees: its only one, when its size is a power of two. */
const startOf = (older: TreeHead, newer: TreeHead): Place => {
  let place: Place = { at: older.size - 1, last: newer.size - 1 };
  while (place.at % 2 === 1) place = above(place);
  return place;
};

/** The roots of both trees that a proof gives from its first hash upwards; none when it is of another length. */
const rootsFrom = (start: Place, hash: Uint8Array, proof: readonly Uint8Array[]) => {
  let place = start;
  let [old, now] = [hash, hash];
  for (const other of proof) {
    if (place.last === 0) return undefined;
    if (joinsLeft(place)) old = nodeHash(other, old);
    now = joinsLeft(place) ? nodeHash(other, now) : nodeHash(now, other);
    place = afterJoin(place);
  }
  return place.last === 0 ? { old, now } : undefined;
};

const climb = (older: TreeHead, newer: TreeHead, proof: readonly Uint8Array[]): boolean => {
  const start = startOf(older, newer);
  const [first, ...rest] = start.at === 0 ? [older.root, ...proof] : proof;
  const roots = first && rootsFrom(start, first, rest);
  return roots !== undefined && sameBytes(roots.old, older.root) && sameBytes(roots.now, newer.root);
};

/**
 * Whether the newer tree begins with all the leaves of the older one, in their order (RFC 9162, 2.1.4.2). Every tree
 * begins with the empty one; two of the same size must be the same.
 */
export const verifyConsistency = (
  older: TreeHead,
  newer: TreeHead,
  proof: readonly Uint8Array[],
): boolean => {
  if (older.size < 0 || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && sameBytes(older.root, newer.root);
  if (older.size === 0) return proof.length === 0 && sameBytes(older.root, EMPTY_ROOT);
  return climb(older, newer, proof);
};
