import type { DataSet } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { type Allowed, NOTHING_ALLOWED } from './diff/allowed.ts';
import { comparableOf } from './diff/comparable.ts';
import { type Keyed, keysOf, targetsOf } from './diff/keys.ts';
import { type Pair, pairUp, type Sides } from './diff/pair-up.ts';

/** One difference: where, of which element or group, of what kind, and what either side says. */
export interface Difference {
  readonly path: string;
  readonly element: string;
  readonly kind: 'missing' | 'extra' | 'differs' | 'attribute';
  readonly expected?: string;
  readonly actual?: string;
}

interface Findings {
  readonly differences: Difference[];
  readonly pairs: Pair[];
}

const at = ({ path, name }: Keyed) => ({ path, element: name });

const missing = (node: Keyed): Difference => ({ ...at(node), kind: 'missing', expected: node.shown });
const extra = (node: Keyed): Difference => ({ ...at(node), kind: 'extra', actual: node.shown });

const differs = ([expected, actual]: Pair): Difference[] =>
  expected.said === actual.said
    ? []
    : [{ ...at(expected), kind: 'differs', expected: expected.shown, actual: actual.shown }];

const attribute = ([one, other]: Pair): Difference[] => {
  const expected = one.attributes.join(' ');
  const actual = other.attributes.join(' ');
  return expected === actual
    ? []
    : [{ ...at(one), kind: 'attribute', ...(expected && { expected }), ...(actual && { actual }) }];
};

/** Siblings are compared by name, whatever their order. */
const byName = ([expected, actual]: Sides): Sides[] => {
  const names = new Set([...expected, ...actual].map(({ name }) => name));
  const [wanted, given] = [
    Map.groupBy(expected, ({ name }) => name),
    Map.groupBy(actual, ({ name }) => name),
  ];
  return [...names].map((name) => [wanted.get(name) ?? [], given.get(name) ?? []]);
};

const compareSiblings = (sides: Sides): Findings => {
  const pairing = pairUp(sides);
  const compared = pairing.pairs.map(comparePair);
  return {
    differences: [
      ...compared.flatMap(({ differences }) => differences),
      ...pairing.missing.map(missing),
      ...pairing.extra.map(extra),
    ],
    pairs: compared.flatMap(({ pairs }) => pairs),
  };
};

const comparePair = (pair: Pair): Findings => {
  const [expected, actual] = pair;
  const below = byName([expected.children, actual.children]).map(compareSiblings);
  return {
    differences: [...differs(pair), ...attribute(pair), ...below.flatMap(({ differences }) => differences)],
    pairs: [pair, ...below.flatMap(({ pairs }) => pairs)],
  };
};

const pointer = (node: Keyed): string => node.ref ?? '';

/** What a node points to; what has no reference points to nothing, even where something has an empty id. */
const targetOf = ({ ref }: Keyed, targets: ReadonlyMap<string, Keyed>): Keyed | undefined =>
  ref === undefined ? undefined : targets.get(ref);

/** A reference is the same when what it points to is paired with what the other points to, whatever the ids' names. */
const compareReferences = (pairs: readonly Pair[], [expected, actual]: Pair): Difference[] => {
  const [wanted, given] = [targetsOf(expected), targetsOf(actual)];
  const counterpart = new Map<Keyed | undefined, Keyed>(pairs);
  return pairs
    .filter(([one, other]) => one.said === other.said)
    .filter(([one, other]) => counterpart.get(targetOf(one, wanted)) !== targetOf(other, given))
    .map(([one, other]) => ({
      ...at(one),
      kind: one.said === '' ? 'attribute' : 'differs',
      expected: pointer(one),
      actual: pointer(other),
    }));
};

/**
 * Compares two data sets by their meaning: siblings of one name in any order, each repeated group with the one most like
 * it, correlation ids whatever their names, numbers by value, date-times as instants. Empty when they say the same.
 */
export const diff = (
  expected: DataSet,
  actual: DataSet,
  { dictionary, allowed = NOTHING_ALLOWED }: { dictionary: Dictionary; allowed?: Allowed },
): Difference[] => {
  const sight = { dictionary, ignored: new Set(allowed.ignored) };
  const roots = keysOf(comparableOf(expected, sight), comparableOf(actual, sight));
  const { differences, pairs } = byName([[roots[0]], [roots[1]]])
    .map(compareSiblings)
    .reduce(joined);
  const found = [...differences, ...compareReferences(pairs, roots)];
  return found.filter(({ kind, element }) => kind !== 'extra' || !allowed.extra.includes(element));
};

const joined = (one: Findings, other: Findings): Findings => ({
  differences: [...one.differences, ...other.differences],
  pairs: [...one.pairs, ...other.pairs],
});
