import { Command } from 'commander';
import { agency } from '../agency.ts';
import { archive } from '../archive.ts';
import { audit } from '../audit.ts';
import { catalogue } from '../catalogue.ts';
import { demo } from '../demo.ts';
import { events } from '../events.ts';
import { feed } from '../feed.ts';
import { key } from '../key.ts';
import { nemsis } from '../nemsis.ts';
import { queue } from '../queue.ts';
import { stream } from '../stream.ts';
import { user } from '../user.ts';
import { view } from '../view.ts';
import type { Io } from './io.ts';
import { report } from './report.ts';

const INTRODUCTION = [
  'Operates a FusionEMS Quantum system: the local deployment while "npm start" runs, else a stage on AWS with your own',
  'AWS credentials (--stage <stage>). Results are on standard output, progress on standard error. Exit codes: 0 done,',
  '1 it could not be done, 2 it was asked for wrongly.',
].join(' ');

const EXAMPLES = `
Examples:
  npm run ems -- queue list
  npm run ems -- events tail --tenant candlewood-ems
  npm run ems -- stream show chart 6f1f2a0e-6a51-4b9b-9d6b-0f6a0f0c9a11 --tenant candlewood-ems
  npm run ems -- queue redrive charts --all --target aws --stage prod
  npm run ems -- <noun> --help`;

const build = (io: Io): Command => {
  const program = new Command('ems')
    .description(INTRODUCTION)
    .usage('<noun> <verb> [options]')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES);
  for (const noun of [
    agency,
    archive,
    audit,
    catalogue,
    demo,
    events,
    feed,
    key,
    nemsis,
    queue,
    stream,
    user,
    view,
  ])
    noun(program, io);
  return program;
};

/** Runs the operators' command once and gives its exit code. */
export const runEms = async (args: readonly string[], io: Io): Promise<number> => {
  try {
    await build(io).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return report(io, error, args.includes('--json'));
  }
};
