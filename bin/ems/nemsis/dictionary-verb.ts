import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import { Dictionary } from '../../../schemas/nemsis/dictionary.ts';
import { dictionaryText } from '../../../schemas/nemsis/dictionary-text.ts';
import type { Io } from '../cli/io.ts';
import { type Session, verb } from '../cli/verb.ts';
import { writableFolder } from '../cli/writable-folder.ts';
import { readPublished } from './published-folder.ts';

const Asked = z.object({
  folder: z.string().min(1),
  release: z.string().regex(/^\d+\.\d+\.\d+[A-Za-z0-9.]*$/, 'a release of the standard, as 3.5.1.250403CP1'),
  out: z.string().default('schemas/nemsis'),
});
type Asked = z.output<typeof Asked>;

const KINDS = Dictionary.shape.kind.options;

const write = async ({ folder, release, out }: Asked, { screen }: Session): Promise<void> => {
  const dictionaries: Dictionary[] = [];
  for (const kind of KINDS) {
    screen.progress(`reading the schemas of the ${kind} data set`);
    dictionaries.push(await readPublished(folder, { kind, release }));
  }
  const place = join(out, release);
  await writableFolder(place, '--out');
  for (const dictionary of dictionaries) {
    const file = join(place, `${dictionary.kind.toLowerCase()}.json`);
    await writeFile(file, dictionaryText(dictionary));
    screen.result({ written: file, release, kind: dictionary.kind }, `${file} is written`);
  }
};

const EXAMPLES = `
The schemas are those published for EMS, for DEM and for the national subset, in one folder or in folders of it. They do
not say of which release they are, so --release does. A release is built in when schemas/nemsis/releases.ts names it.

Examples:
  npm run ems -- nemsis dictionary ~/Downloads/NEMSIS_XSDs --release 3.5.1.250403CP1`;

/** The verb `dictionary`: a release's data, made from its published schemas. */
export const dictionaryVerb = (noun: Command, io: Io): void => {
  noun
    .command('dictionary')
    .description("write a release's elements, types and code lists, made from its published schemas")
    .argument('<folder>', 'the published schemas')
    .requiredOption('--release <name>', 'the release they are of')
    .option('--out <folder>', 'where to write the folder of the release', 'schemas/nemsis')
    .option('--json', 'results for machines: one JSON object a line')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, write));
};
