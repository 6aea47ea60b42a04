import type { Comparable } from './comparable.ts';

/**
 * A node with what it says, all below it included, as a number: two nodes of one number say the same. What a node points
 * to is seen as what stands there, and as all that it stands in, because the names of correlation ids mean nothing, and
 * two targets may say the same: the same immunization of two people.
 */
export interface Keyed extends Omit<Comparable, 'children'> {
  readonly key: number;
  /** The keys of all elements at and below the node, and of all that they point to. */
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

const everyNode = <N extends { readonly children: readonly N[] }>(node: N): N[] => [
  node,
  ...node.children.flatMap((child) => everyNode(child)),
];

const byId = <V>(named: readonly (readonly [id: string | undefined, value: V])[]): ReadonlyMap<string, V> =>
  new Map(named.flatMap(([id, value]) => (id === undefined ? [] : [[id, value] as const])).reverse());

/** Which node each correlation id names, within one data set; the first where an id stands twice. */
export const targetsOf = (root: Keyed): ReadonlyMap<string, Keyed> =>
  byId(everyNode(root).map((node) => [node.id, node]));

/** A node without regard to what it points to. */
interface Plain {
  readonly id: string | undefined;
  readonly key: number;
  readonly children: readonly Plain[];
}

const plain = (node: Comparable, intern: Intern): Plain => {
  const children = node.children.map((child) => plain(child, intern));
  const below = children.map(({ key }) => key);
  return { id: node.id, key: intern(textOf(node, below)), children };
};

/** The keys of a node and of each group that it stands in, outwards. */
type Line = readonly number[];

const linesIn = (
  { id, key, children }: Plain,
  outwards: Line,
): (readonly [id: string | undefined, line: Line])[] => {
  const line = [key, ...outwards];
  return [[id, line], ...children.flatMap((child) => linesIn(child, line))];
};

const keyed = (node: Comparable, lines: ReadonlyMap<string, Line>, intern: Intern): Keyed => {
  const children = node.children.map((child) => keyed(child, lines, intern));
  const below = children.map(({ key }) => key);
  const line = (node.ref === undefined ? undefined : lines.get(node.ref)) ?? [];
  const key = intern(`${textOf(node, below)}${line}`);
  const own = node.said === '' ? [] : [key];
  return { ...node, key, words: [...own, ...line, ...children.flatMap(({ words }) => words)], children };
};

/** The nodes of two data sets with keys that can be compared. */
export const keysOf = (expected: Comparable, actual: Comparable): readonly [Keyed, Keyed] => {
  const intern = interner();
  const whole = (root: Comparable) => keyed(root, byId(linesIn(plain(root, intern), [])), intern);
  return [whole(expected), whole(actual)];
};
