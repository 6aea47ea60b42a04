import type { Command } from 'commander';
import type { Io } from './cli/io.ts';
import { dictionaryVerb } from './nemsis/dictionary-verb.ts';
import { diffVerb } from './nemsis/diff-verb.ts';
import { importVerb } from './nemsis/import-verb.ts';
import { checkVerb, packVerb } from './nemsis/judging-verbs.ts';
import { roundtripVerb } from './nemsis/roundtrip-verb.ts';

const VERBS = [checkVerb, packVerb, importVerb, diffVerb, roundtripVerb, dictionaryVerb];

const EXAMPLES = `
Examples:
  npm run ems -- nemsis check report.xml
  npm run ems -- nemsis --help`;

/** The noun `nemsis`: files of the national standard, what judges them, and its releases. */
export const nemsis = (program: Command, io: Io): void => {
  const noun = program
    .command('nemsis')
    .description('files of the NEMSIS standard, what judges them, and its releases')
    .addHelpText('after', EXAMPLES);
  for (const verb of VERBS) verb(noun, io);
};
