import type { Command } from 'commander';
import type { Io } from './cli/io.ts';
import { dictionaryVerb } from './nemsis/dictionary-verb.ts';
import { diffVerb } from './nemsis/diff-verb.ts';
import { roundtripVerb } from './nemsis/roundtrip-verb.ts';

const VERBS = [dictionaryVerb, diffVerb, roundtripVerb];

/** The noun `nemsis`: the national standard of what is told of a call. */
export const nemsis = (program: Command, io: Io): void => {
  const noun = program.command('nemsis').description('the NEMSIS standard: its releases');
  for (const verb of VERBS) verb(noun, io);
};
