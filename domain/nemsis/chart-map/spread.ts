import { type Group, isLeaf, type Leaf } from '../../../schemas/nemsis/data-set.ts';
import { type DictionaryIndex, repeats } from '../../../schemas/nemsis/dictionary-index.ts';
import type { ElementValue } from '../../../schemas/nemsis/entries.ts';

/** What a repeating group of a data set, or the report itself, says: its elements, and the repeating groups within. */
export interface Spread {
  readonly group: string;
  readonly attributes: Readonly<Record<string, string>> | undefined;
  readonly said: Readonly<Record<string, readonly ElementValue[]>>;
  readonly within: readonly Spread[];
}

const valueIn = ({ element: _, ...value }: Leaf): ElementValue => value;

/** The nodes of a group, with those of single groups instead of these groups. */
const flat = ({ children }: Group, index: DictionaryIndex): Group['children'] =>
  children.flatMap((child) =>
    isLeaf(child) || repeats(index.groups.get(child.group)?.definition ?? {}) ? [child] : flat(child, index),
  );

/** Spreads a group out: single groups vanish, because the dictionary knows where an element stands. */
export const spread = (group: Group, index: DictionaryIndex): Spread => {
  const nodes = flat(group, index);
  const leaves = Map.groupBy(nodes.filter(isLeaf), ({ element }) => element);
  return {
    group: group.group,
    attributes: group.attributes,
    said: Object.fromEntries([...leaves].map(([element, each]) => [element, each.map(valueIn)])),
    within: nodes.flatMap((node) => (isLeaf(node) ? [] : [spread(node, index)])),
  };
};
