import type { Comparable } from './comparable.ts';

/**
 * A node with what it says, all below it included, as a number: two nodes of one number say the same. What a node points
 * to is seen as what stands there, because the names of correlation ids mean nothing.
 */
export interface Keyed extends Omit<Comparable, 'children'> {
  readonly key: number;
  /** The keys of all elements at and below the node. */
  readonly words: readonly number[];
  readonly children: readonly Keyed[];
}

type Intern = (text: string) => number;

/** Numbers for texts: the same text, the same number. */
const interner = (): Intern => {
  const numbers = new Map<string, number>();
  return (text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
};

const textOf = ({ name, said, attributes }: Comparable, below: readonly number[]): string =>
  JSON.stringify([name, said, attributes, below.toSorted((one, other) => one - other)]);

/** What a node says without regard to what it points to. */
const plain = (node: Comparable, intern: Intern): number =>
  intern(
    textOf(
      node,
      node.children.map((child) => plain(child, intern)),
    ),
  );

interface Tree {
  readonly children: readonly this[];
}

const everyNode = <N extends Tree>(node: N): N[] => [
  node,
  ...node.children.flatMap((child) => everyNode(child)),
];

/** Which node each correlation id names, within one data set; the first where an id stands twice. */
export const targetsOf = <N extends Tree & Pick<Comparable, 'id'>>(root: N): ReadonlyMap<string, N> =>
  new Map(
    everyNode(root)
      .flatMap((node) => (node.id === undefined ? [] : [[node.id, node] as const]))
      .reverse(),
  );

const keyed = (node: Comparable, targets: ReadonlyMap<string, Comparable>, intern: Intern): Keyed => {
  const children = node.children.map((child) => keyed(child, targets, intern));
  const below = children.map(({ key }) => key);
  const target = node.ref === undefined ? undefined : targets.get(node.ref);
  const key = intern(`${textOf(node, below)}${target ? plain(target, intern) : ''}`);
  const words = node.said === '' ? children.flatMap((child) => child.words) : [key];
  return { ...node, key, words, children };
};

/** The nodes of two data sets with keys that can be compared. */
export const keysOf = (expected: Comparable, actual: Comparable): readonly [Keyed, Keyed] => {
  const intern = interner();
  return [keyed(expected, targetsOf(expected), intern), keyed(actual, targetsOf(actual), intern)];
};
