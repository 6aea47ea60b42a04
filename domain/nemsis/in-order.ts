import { type Group, isLeaf, type Leaf } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';

/** What the dictionary does not know comes behind what it knows. */
const LAST = Number.MAX_SAFE_INTEGER;

/** Puts the children of every group into the standard's order; those of one name stay as they are among themselves. */
export const inOrder = (group: Group, dictionary: Dictionary): Group => {
  const { elements, groups } = indexOf(dictionary);
  const positionOf = (child: Leaf | Group): number =>
    (isLeaf(child) ? elements.get(child.element) : groups.get(child.group))?.position ?? LAST;
  const children = group.children
    .map((child) => ({ child, position: positionOf(child) }))
    .sort((one, other) => one.position - other.position)
    .map(({ child }) => (isLeaf(child) ? child : inOrder(child, dictionary)));
  return { ...group, children };
};
