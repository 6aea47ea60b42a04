import { foldSubtrees, nodeHash } from './merkle.ts';

/** A growing tree of which only the right edge is kept: enough for the root of any number of leaves. */
export interface Frontier {
  add(leaf: Uint8Array): void;
  root(): Uint8Array;
}

/** How many subtrees of the edge the leaf that makes the tree this large completes: the zeros its size ends with in binary. */
const completedBy = (size: number): number => {
  let subtrees = 0;
  for (let rest = size; rest % 2 === 0; rest /= 2) subtrees += 1;
  return subtrees;
};

/** A tree without leaves, to be grown. The edge holds one hash for each bit that is set in the number of leaves. */
export const frontier = (): Frontier => {
  const edge: Uint8Array[] = [];
  let size = 0;
  return {
    add(leaf) {
      size += 1;
      const joined = edge.splice(edge.length - completedBy(size));
      edge.push(joined.reduceRight((right, left) => nodeHash(left, right), leaf));
    },
    root: () => foldSubtrees(edge),
  };
};

/** The root of a tree of these leaf hashes. */
export const rootOf = (leaves: Iterable<Uint8Array>): Uint8Array => {
  const tree = frontier();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
};
