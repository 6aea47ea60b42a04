import { Argument, type Command, Option } from 'commander';
import type { Io } from './cli/io.ts';
import { verb, withCommonOptions } from './cli/verb.ts';
import { Listing, listQueues } from './queue/list-verb.ts';
import { QueueName } from './queue/queues.ts';
import { Redriving, redriveQueue } from './queue/redrive-verb.ts';

const LIST_EXAMPLES = `
Looks without consuming: each letter is hidden from others for up to a minute while the list is made.

Examples:
  npm run ems -- queue list
  npm run -s ems -- queue list --json --limit 500 | jq 'select(.reason != null)'`;

const REDRIVE_EXAMPLES = `
Each letter is sent before it is removed, so none is lost; a second delivery changes nothing. The publisher's letters
name a commit, or a batch of the table's stream that Lambda gave up, which is published again; a batch can be read for
24 hours after it was written, and what of it can never be published becomes a letter of its own. Letters that come
while this runs are left for the next time.

Examples:
  npm run ems -- queue redrive charts --all
  npm run ems -- queue redrive publisher --id 0b6ab0f4-8f5c-4a35-8a04-9a52b1d2a9d0`;

/** The noun `queue`: messages that were given up, and their way back. */
export const queue = (program: Command, io: Io): void => {
  const noun = program
    .command('queue')
    .description('messages that were given up (dead letters), and their way back')
    .addHelpText('after', `${LIST_EXAMPLES}\n  npm run ems -- queue redrive charts --all`);
  withCommonOptions(noun.command('list'))
    .description("show each queue's dead letters with their reason, source and age")
    .option('--limit <count>', 'show at most so many of each queue; 0 for the counts alone', '100')
    .addHelpText('after', LIST_EXAMPLES)
    .action(verb(io, Listing, listQueues));
  withCommonOptions(noun.command('redrive'))
    .description('send dead letters back to their queue')
    .addArgument(new Argument('<queue>', 'whose dead letters').choices(QueueName.options))
    .option('--all', 'all that are there now')
    .addOption(new Option('--id <message>', 'only this one').conflicts('all'))
    .addHelpText('after', REDRIVE_EXAMPLES)
    .action(verb(io, Redriving, redriveQueue));
};
