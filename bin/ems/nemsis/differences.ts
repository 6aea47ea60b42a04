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

/** Names what of a file the standard does not have and no data set can carry, so that nothing is passed over in silence. */
export const showLeft = (file: string, left: readonly Left[], screen: Screen): void => {
  for (const { path, what, name } of left)
    screen.step(
      { kind: 'not_in_standard', file, path, what, name },
      `${file}: no part of a data set: the ${what} ${name} at ${path}, which the standard does not have.`,
    );
};

/** `1 place`, `2 places`. */
export const places = (count: number): string => `${count} ${count === 1 ? 'place' : 'places'}`;
