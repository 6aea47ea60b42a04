import type { Left } from '../../../adapters/nemsis-xml/reading.ts';
import type { Difference } from '../../../domain/nemsis/diff.ts';
import type { Screen } from '../cli/screen.ts';

const said = ({ path, kind, expected, actual }: Difference): string => {
  const sides = [expected && `expected ${expected}`, actual && `actual ${actual}`].filter(Boolean);
  return `${kind}: ${path}${sides.length === 0 ? '' : `: ${sides.join('; ')}`}`;
};

/** Shows each difference as a result. */
export const showDifferences = (differences: readonly Difference[], screen: Screen): void => {
  for (const difference of differences) screen.result({ ...difference }, said(difference));
};

/** Names what of a file no data set can carry, so that nothing is passed over in silence. */
export const showLeft = (file: string, left: readonly Left[], screen: Screen): void => {
  for (const { path, what, name } of left)
    screen.progress(
      `${file}: no part of a data set: the ${what} ${name} at ${path}, which the standard does not have.`,
    );
};

/** What is left of one side and not of the other, wherever among siblings it stands. */
const unmatched = (ours: readonly Left[], theirs: readonly Left[]): Left[] => {
  const key = ({ path, what, name, text }: Left) =>
    JSON.stringify([path.replaceAll(/\[\d+\]/g, ''), what, name, text.trim()]);
  const there = Map.groupBy(theirs, key);
  return ours.filter((each) => there.get(key(each))?.pop() === undefined);
};

/** The differences in what the standard does not have: no data set can carry it, and still one file says it. */
export const differencesInLeft = (expected: readonly Left[], actual: readonly Left[]): Difference[] => [
  ...unmatched(expected, actual).map(({ path, name, text }) => ({
    path,
    element: name,
    kind: 'missing' as const,
    expected: text,
  })),
  ...unmatched(actual, expected).map(({ path, name, text }) => ({
    path,
    element: name,
    kind: 'extra' as const,
    actual: text,
  })),
];

/** `1 place`, `2 places`. */
export const places = (count: number): string => `${count} ${count === 1 ? 'place' : 'places'}`;
