import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { MUTATIONS } from '../mutations/all.ts';

const Options = z.strictObject({
  seeds: z.int(),
  from: z.int(),
  processes: z.int(),
  mutation: z.string().optional(),
  list: z.boolean().default(false),
  timeline: z.boolean().default(false),
});

/** What is run: which seeds, in how many processes, with which bug planted; or a list of those bugs. */
export type Options = z.infer<typeof Options>;

const LARGEST_SEED = 2_147_483_647;

const whole = (least: number) => (text: string) => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= LARGEST_SEED) return number;
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${LARGEST_SEED}.`);
};

const DESCRIPTION = `Tries to break the service: its store, keys, publisher, feed, projections, rebuild and destruction run
against a cloud in memory that duplicates, reorders, delays, throttles, times out and crashes, as a seed decides.
The same seed does the same again. Ends with 1 on the first seed that leaves anything wrong, and shows how it came to it.`;

const NAMES = MUTATIONS.map(({ name }) => name);

/** Reads the command line; prints help or what is wrong with it, and ends the process then: with 2, where it is wrong. */
export const readOptions = (argv: readonly string[]): Options => {
  const program = new Command('npm run simulate --')
    .description(DESCRIPTION)
    .addOption(new Option('--seeds <count>', 'how many seeds').argParser(whole(1)).default(2000))
    .addOption(new Option('--from <seed>', 'the first of them').argParser(whole(0)).default(1))
    .addOption(
      new Option('--processes <count>', 'processes side by side')
        .argParser(whole(1))
        .default(availableParallelism(), 'as many as there are cores'),
    )
    .addOption(
      new Option('--mutation <name>', 'plants a bug first, which is to be found; --list tells them').choices(
        NAMES,
      ),
    )
    .option('--list', 'tells the bugs that can be planted, and runs nothing')
    .option(
      '--timeline',
      'shows the whole timeline of the first seed, whether it fails or not, and runs no more',
    )
    .allowExcessArguments(false)
    .exitOverride((exit) => process.exit(exit.exitCode === 0 ? 0 : 2));
  program.configureHelp({ helpWidth: 110 });
  return Options.parse(program.parse(argv, { from: 'user' }).opts());
};
