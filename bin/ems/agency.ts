import type { Command } from 'commander';
import { importVerb } from './agency/import-verb.ts';
import { showVerb } from './agency/show-verb.ts';
import type { Io } from './cli/io.ts';

const VERBS = [importVerb, showVerb];

const EXAMPLES = `
Examples:
  npm run ems -- agency import agency.xml --tenant candlewood-ems
  npm run ems -- agency show --tenant candlewood-ems`;

/** The noun `agency`: what an agency says of itself. */
export const agency = (program: Command, io: Io): void => {
  const noun = program
    .command('agency')
    .description('what an agency says of itself')
    .addHelpText('after', EXAMPLES);
  for (const verb of VERBS) verb(noun, io);
};
