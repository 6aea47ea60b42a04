import type { Command } from 'commander';
import type { Io } from '../cli/io.ts';
import { verb, withCommonOptions } from '../cli/verb.ts';
import { Checking, checkFiles } from './check.ts';
import { Installing, installRelease } from './pack.ts';
import { PACKS } from './packs-folder.ts';

const EXAMPLES = `
A pack is a schema or a file of rules of an official release, installed from the folder or zip file in which NEMSIS or a
state publishes it. Files are judged by the packs that fit them; without any, by the schema that this product brings, and
the findings say so. Last judges its profile of completeness, as it does exports.

Examples:
  npm run ems -- nemsis pack downloads/nemsis-3.5.1.zip
  npm run ems -- nemsis pack downloads/connecticut --state CT
  npm run ems -- nemsis pack downloads/nemsis-3.5.1.zip --deployed --stage prod
  npm run ems -- nemsis check report.xml
  npm run -s ems -- nemsis check reports/*.xml --rules our-rules.sch --json`;

const another = (file: string, before: readonly string[] = []) => [...before, file];

const JSON_LINES = ['--json', 'results for machines: one JSON object a line'] as const;

/** `check`: judges files. */
export const checkVerb = (noun: Command, io: Io): Command =>
  noun
    .command('check')
    .description('judge EMS and DEM files; exit code 1 when one of them may not be sent')
    .argument('<file...>', 'the files')
    .option('--rules <file>', 'a further file of Schematron rules; may be given again', another)
    .option(
      '--state <state>',
      'national rules and those of this state, as CT; else those of all that are installed',
    )
    .option(...PACKS)
    .option(...JSON_LINES)
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Checking, checkFiles));

/** `pack`: installs what judges them. */
export const packVerb = (noun: Command, io: Io): Command =>
  withCommonOptions(noun.command('pack'))
    .description('install an official release: its schemas and rules')
    .argument('<source>', 'the folder or zip file of the release')
    .option('--state <state>', 'the state whose release it is, as CT')
    .option('--release <release>', 'which release it is, as 3.5.1.250403CP1, where its files do not say')
    .option(...PACKS)
    .option('--deployed', 'into the deployed system, where they judge its exports; say which with --stage')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Installing, installRelease));
