import type { Left } from '../../../adapters/nemsis-xml/reading.ts';
import type { Allowed } from '../../../domain/nemsis/diff/allowed.ts';
import type { Difference } from '../../../domain/nemsis/diff.ts';

const SHOWN_LENGTH = 100;

const cut = (text: string): string =>
  text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH - 1)}…` : text;

/** Whether a part, or what it stands in, is among those of these names; attributes are named as `@UUID`. */
const isAmong = ({ path, what, name }: Left, names: readonly string[]): boolean =>
  [
    ...path.split('/').map((step) => step.replace(/\[\d+\]$/, '')),
    what === 'attribute' ? `@${name}` : name,
  ].some((each) => names.includes(each));

/** Where it stands and what it says: elements of one name may stand in any order in their group, the group itself may not. */
const keyOf = ({ path, what, name, text }: Left): string =>
  JSON.stringify([what === 'element' ? path.replace(/\[\d+\]$/, '') : path, what, name, text.trim()]);

/** What is left of one side and not of the other. */
const unmatched = (ours: readonly Left[], theirs: readonly Left[]): Left[] => {
  const there = Map.groupBy(theirs, keyOf);
  return ours.filter((each) => there.get(keyOf(each))?.pop() === undefined);
};

const at = ({ path, name }: Left) => ({ path, element: name });

/** What of it is compared, where certification leaves out some. */
export const comparedLeft = (left: readonly Left[], { ignored }: Allowed): Left[] =>
  left.filter((each) => !isAmong(each, ignored));

/**
 * The differences in what the standard does not have: no data set can carry it, and still one file says it. It is compared
 * where it stands, letter by letter. Empty when both say the same.
 */
export const differencesInLeft = (
  expected: readonly Left[],
  actual: readonly Left[],
  allowed: Allowed,
): Difference[] => {
  const [wanted, given] = [comparedLeft(expected, allowed), comparedLeft(actual, allowed)];
  const extra = unmatched(given, wanted).filter((each) => !isAmong(each, allowed.extra));
  return [
    ...unmatched(wanted, given).map(
      (each): Difference => ({
        ...at(each),
        kind: 'missing',
        expected: cut(each.text),
      }),
    ),
    ...extra.map((each): Difference => ({ ...at(each), kind: 'extra', actual: cut(each.text) })),
  ];
};
