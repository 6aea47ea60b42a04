import { Command, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { PartName } from './report/result.ts';

const Options = z.strictObject({
  only: z.array(PartName),
  runs: z.int(),
  commands: z.int(),
  endpoint: z.url().optional(),
});

/** What is measured, and how often; `endpoint` is a running engine's URL, absent for one of our own. */
export type Options = z.infer<typeof Options>;

const PARTS = PartName.options.join(',');

const parts = (text: string): string[] => {
  const named = text.split(',').map((name) => name.trim());
  const unknown = named.filter((name) => !PartName.safeParse(name).success);
  if (unknown.length > 0)
    throw new InvalidArgumentError(`There is no part "${unknown.join(', ')}"; there are ${PARTS}.`);
  return named;
};

const atLeast = (least: number) => (text: string) => {
  const count = Number(text);
  if (Number.isInteger(count) && count >= least) return count;
  throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
};

const address = (text: string): string => {
  if (URL.canParse(text) && text.startsWith('http://')) return new URL(text).origin;
  throw new InvalidArgumentError('It must be the URL of an engine, as http://127.0.0.1:4566.');
};

const DESCRIPTION = `Measures what the goals of this repository speak of, on this machine:
  bundles     each function's bundle size and cold start, beside a bare handler's
  store       units and time of the event store's operations, beside Castore's
  rebuild     events a second of a rebuild of the read model
  simulation  simulated histories a second
  cost        what one command uses, and dollars a million commands
  latency     a command's way through the local engine, hop by hop
  nemsis      what it takes to write and to judge a report, beside xmllint
  verdicts    our NEMSIS schemas against the published ones, over changed documents
Store, rebuild and cost run on DynamoDB Local: Java 17 and, once, Maven. Nemsis and verdicts
need the official material beside the checkout.
Writes bench/results/<date>-<part>.json and bench/results/latest.md.`;

/** Reads the command line of the measurements; prints help or what is wrong with it, and ends the process then. */
export const readOptions = (argv: readonly string[]): Options => {
  const program = new Command('npm run bench --')
    .description(DESCRIPTION)
    .addOption(
      new Option('--only <parts>', 'some of the parts, separated by commas')
        .argParser(parts)
        .default(PartName.options, PARTS),
    )
    .addOption(
      new Option('--runs <count>', 'cold starts of each function, and of the NEMSIS gate')
        .argParser(atLeast(15))
        .default(21),
    )
    .addOption(
      new Option('--commands <count>', 'commands whose latency is measured')
        .argParser(atLeast(10))
        .default(50),
    )
    .addOption(
      new Option(
        '--endpoint <url>',
        'a running engine of "npm start" for latency, instead of one of its own',
      ).argParser(address),
    )
    .parse(argv, { from: 'user' });
  return Options.parse(program.opts());
};
