import type { Keyed } from './keys.ts';

/** Siblings of one name: those of the expected data set, and those of the actual one. */
export type Sides = readonly [readonly Keyed[], readonly Keyed[]];

/** A node of the expected data set and its counterpart. */
export type Pair = readonly [Keyed, Keyed];

/** Which node of the one side belongs to which of the other, and who stays alone. */
export interface Pairing {
  readonly pairs: readonly Pair[];
  readonly missing: readonly Keyed[];
  readonly extra: readonly Keyed[];
}

const pairOfEquals = ([expected, actual]: Sides): Pairing => {
  const free = Map.groupBy(actual, ({ key }) => key);
  const found = expected.map((node) => [node, free.get(node.key)?.shift()] as const);
  return {
    pairs: found.flatMap(([node, twin]) => (twin ? [[node, twin] as const] : [])),
    missing: found.flatMap(([node, twin]) => (twin ? [] : [node])),
    extra: [...free.values()].flat(),
  };
};

/** How many words two lists share. */
const shared = (one: readonly number[], other: readonly number[]): number => {
  const left = Map.groupBy(one, (word) => word);
  return other.filter((word) => left.get(word)?.pop() !== undefined).length;
};

/** How much two nodes have in common: what both say within, and what the nodes themselves say. */
const likeness = (one: Keyed, other: Keyed): number =>
  shared(one.words, other.words) + (one.said === other.said ? 1 : 0);

/** Above so many possible pairs the likest are not looked for, so that no file makes the comparison endless. */
const MOST_PAIRS = 1_000_000;

const byLikeness = ([expected, actual]: Sides): readonly Pair[] =>
  expected
    .flatMap((one) => actual.map((other) => ({ pair: [one, other] as const, like: likeness(one, other) })))
    .sort((first, second) => second.like - first.like)
    .map(({ pair }) => pair);

const inTurn = ([expected, actual]: Sides): readonly Pair[] =>
  expected.flatMap((one, index) => actual.slice(index, index + 1).map((other) => [one, other] as const));

const pairOfTheLikest = (sides: Sides): Pairing => {
  const [expected, actual] = sides;
  const taken = new Set<Keyed>();
  const free = (node: Keyed) => !taken.has(node);
  const pairs: Pair[] = [];
  const candidates = expected.length * actual.length > MOST_PAIRS ? inTurn(sides) : byLikeness(sides);
  for (const pair of candidates)
    if (pair.every(free)) {
      for (const node of pair) taken.add(node);
      pairs.push(pair);
    }
  return { pairs, missing: expected.filter(free), extra: actual.filter(free) };
};

/** Pairs siblings of one name whatever their order: first those that say the same, then the likest of the others. */
export const pairUp = (sides: Sides): Pairing => {
  const equals = pairOfEquals(sides);
  const likest = pairOfTheLikest([equals.missing, equals.extra]);
  return { ...likest, pairs: [...equals.pairs, ...likest.pairs] };
};
