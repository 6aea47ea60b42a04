import type { Command } from 'commander';
import * as z from 'zod';
import { CERTIFICATION_ALLOWS, NOTHING_ALLOWED } from '../../../domain/nemsis/diff/allowed.ts';
import { diff } from '../../../domain/nemsis/diff.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Io } from '../cli/io.ts';
import { type Session, verb } from '../cli/verb.ts';
import { readDataSetFile } from './data-set-file.ts';
import { comparedLeft, differencesInLeft } from './diff-left.ts';
import { places, showDifferences, showLeft } from './differences.ts';

const Asked = z.object({
  expected: z.string().min(1),
  actual: z.string().min(1),
  certification: z.boolean().default(false),
});
type Asked = z.output<typeof Asked>;

const read = async (file: string, { screen }: Session) => {
  const found = await readDataSetFile(file);
  showLeft(file, found.left, screen);
  return found;
};

const compare = async ({ expected, actual, certification }: Asked, session: Session): Promise<void> => {
  const [wanted, given] = [await read(expected, session), await read(actual, session)];
  const allowed = certification ? CERTIFICATION_ALLOWS : NOTHING_ALLOWED;
  const { dictionary } = wanted;
  const found = [
    ...diff(wanted.dataSet, given.dataSet, { dictionary, allowed }),
    ...differencesInLeft(wanted.left, given.left, allowed),
  ];
  showDifferences(found, session.screen);
  if (found.length === 0) return session.screen.progress(same(comparedLeft(wanted.left, allowed).length));
  throw new OperatorFault({
    problem: `They differ in ${places(found.length)}.`,
    advice: certification
      ? 'What certification allows to differ was left out.'
      : 'With --certification, what certification allows to differ is left out.',
  });
};

/** With what the standard does not have nobody knows what it means: that it is there in both is said. */
const same = (left: number): string =>
  left === 0
    ? 'Both say the same.'
    : `Both say the same, also in ${places(left)} that the standard does not have, compared letter by letter.`;

const EXAMPLES = `
Order, names of correlation ids, ways to write a number or a moment and blanks do not matter. What the standard
does not have is compared where it stands, letter by letter, and each such place is named (--json: "kind":"not_in_standard").
The differences show what the files say, so they hold what is the patient's.

Examples:
  npm run -s ems -- nemsis diff expected.xml exported.xml
  npm run -s ems -- nemsis diff 2025-EMS-1-Overdose_v351.xml exported.xml --certification --json`;

/** The verb `diff`: two files compared by what they say. */
export const diffVerb = (noun: Command, io: Io): void => {
  noun
    .command('diff')
    .description(
      'compare two files of data sets by what they say; exit code 1 when they differ, 2 when one cannot be read',
    )
    .argument('<expected>', 'the file that is right')
    .argument('<actual>', 'the file to compare with it')
    .option('--certification', "leave out what may differ from a certification case's expected file")
    .option('--json', 'results for machines: one JSON object a line')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, compare));
};
