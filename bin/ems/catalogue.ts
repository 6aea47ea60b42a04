import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import * as z from 'zod';
import { catalogueBreaks } from '../../schemas/catalogue/breaks.ts';
import { describedCatalogue } from '../../schemas/catalogue/describe.ts';
import { committedEvents, type MadeFile, staleFiles, writeMade } from './catalogue/files.ts';
import { OperatorFault } from './cli/fault.ts';
import type { Io } from './cli/io.ts';
import { type Session, verb } from './cli/verb.ts';

const Asked = z.object({
  check: z.boolean().default(false),
  root: z.string().default('.'),
});
type Asked = z.output<typeof Asked>;

const guardBreaks = async (root: URL): Promise<void> => {
  const breaks = catalogueBreaks(await committedEvents(root), describedCatalogue());
  if (breaks.length === 0) return;
  throw new OperatorFault({
    problem: `Events that lie in streams could not be read, or not be sealed: ${breaks.join('; ')}.`,
    advice: 'Raise schema_version and keep the old shape beside the new one with its upcaster ("was").',
  });
};

const guardStale = (stale: readonly MadeFile[]): void => {
  if (stale.length === 0) return;
  throw new OperatorFault({
    problem: `Not up to date with the schemas: ${stale.map(({ path }) => path).join(', ')}.`,
    advice: 'Run "npm run ems -- catalogue write" and commit what it writes.',
  });
};

const write = async ({ check, root: folder }: Asked, { screen }: Session): Promise<void> => {
  const root = pathToFileURL(`${folder}/`);
  await guardBreaks(root);
  const stale = await staleFiles(root);
  if (check) guardStale(stale);
  for (const file of stale) {
    await writeMade(root, file);
    screen.result({ written: file.path }, `${file.path} is written`);
  }
  if (stale.length === 0) screen.progress('all is up to date with the schemas');
};

const EXAMPLES = `
A change that breaks events which lie in streams is refused; nothing is written then.

Examples:
  npm run ems -- catalogue write
  npm run ems -- catalogue write --check`;

/** The noun `catalogue`: the list of all events, made from their schemas. */
export const catalogue = (program: Command, io: Io): void => {
  const noun = program
    .command('catalogue')
    .description('the list of all events, made from their schemas')
    .addHelpText('after', EXAMPLES);
  noun
    .command('write')
    .description('write docs/events.md and the committed catalogue')
    .option('--check', 'write nothing; exit code 1 when something is not up to date')
    .option('--root <folder>', 'the root of the repository', '.')
    .option('--json', 'results for machines: one JSON object a line')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, write));
};
