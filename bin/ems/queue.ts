import { SQSClient } from '@aws-sdk/client-sqs';
import { Argument, type Command, Option } from 'commander';
import { z } from 'zod';
import { OperatorFault } from './cli/fault.ts';
import type { Io } from './cli/io.ts';
import { type Session, verb, withCommonOptions } from './cli/verb.ts';
import { sqsDeadLetterQueue } from './queue/dead-letter-queue.ts';
import { HeldLetters } from './queue/held-letters.ts';
import { letterText, shownLetter } from './queue/letter-line.ts';
import { type Redriven, redrive } from './queue/redrive.ts';
import { republisher, resendTo } from './queue/resend.ts';
import { outputOf, type Target } from './target.ts';

const Queue = z.enum(['charts', 'pushes', 'publisher']);
type Queue = z.infer<typeof Queue>;

const Listing = z.object({ limit: z.coerce.number().int().min(0).max(1000) });
const Redriving = z.object({
  queue: Queue,
  all: z.literal(true).optional(),
  id: z.string().min(1).optional(),
});

const outputName = (queue: Queue) => `${queue.charAt(0).toUpperCase()}${queue.slice(1)}`;

const deadLettersOf = (target: Target, client: SQSClient, queue: Queue) =>
  sqsDeadLetterQueue(client, outputOf(target, `${outputName(queue)}DeadLetterQueueUrl`));

const take = async <T>(letters: AsyncGenerator<T>, most: number): Promise<readonly T[]> => {
  const taken: T[] = [];
  for await (const letter of letters) {
    taken.push(letter);
    if (taken.length >= most) break;
  }
  return taken;
};

const list = async ({ limit }: z.output<typeof Listing>, { io, screen, target }: Session): Promise<void> => {
  const opened = await target();
  const client = new SQSClient(opened.client);
  for (const name of Queue.options) {
    const queue = deadLettersOf(opened, client, name);
    const count = await queue.count();
    screen.result({ queue: name, dead_letters: count }, `${name}: ${count} dead letters`);
    const letters = count === 0 || limit === 0 ? [] : await take(new HeldLetters(queue).each(), limit);
    for (const letter of letters) {
      const shown = shownLetter(name, letter, io.now());
      screen.result(shown, letterText(shown));
    }
  }
};

const wantedOf = ({ all, id }: z.output<typeof Redriving>): 'all' | { id: string } => {
  if (id !== undefined && !all) return { id };
  if (all && id === undefined) return 'all';
  throw new OperatorFault({
    problem: 'It is not said which dead letters to send again.',
    advice: 'Give either --all or --id <message> ("ems queue list" shows the ids).',
    exitCode: 2,
  });
};

const resendOf = (target: Target, client: SQSClient, queue: Queue) =>
  queue === 'publisher'
    ? republisher(target)
    : resendTo(client, outputOf(target, `${outputName(queue)}QueueUrl`));

const told = ({
  letter: { id },
  refused,
}: Redriven): [object: { id: string; refused: string | null }, text: string] => [
  { id, refused: refused ?? null },
  refused === undefined ? `${id}  sent again` : `${id}  left as a dead letter: ${refused}`,
];

const drive = async (asked: z.output<typeof Redriving>, { io, screen, target }: Session): Promise<void> => {
  const wanted = wantedOf(asked);
  const opened = await target();
  const client = new SQSClient(opened.client);
  const queue = deadLettersOf(opened, client, asked.queue);
  const run = { queue, resend: resendOf(opened, client, asked.queue), wanted, began: io.now() };
  const redriven: Redriven[] = [];
  for await (const each of redrive(run)) {
    redriven.push(each);
    screen.result(...told(each));
  }
  const refused = redriven.filter((each) => each.refused !== undefined).length;
  screen.progress(`${redriven.length - refused} sent again, ${refused} left`);
  checkOutcome(asked, redriven.length, refused);
};

const checkOutcome = ({ queue, id }: z.output<typeof Redriving>, found: number, refused: number): void => {
  if (id !== undefined && found === 0)
    throw new OperatorFault({
      problem: `The dead letters of ${queue} have none with the id ${id} that nobody else holds.`,
      advice: 'See "ems queue list"; a letter that was looked at is held for up to a minute.',
    });
  if (refused > 0)
    throw new OperatorFault({
      problem: `${refused} dead letters of ${queue} could not be sent again; each says why above.`,
      advice: 'Correct the cause and run the redrive again; nothing is lost meanwhile.',
    });
};

const LIST_EXAMPLES = `
Looks without consuming: each letter is hidden from others for up to a minute while the list is made.

Examples:
  npm run ems -- queue list
  npm run ems -- queue list --json --limit 500 | jq 'select(.reason != null)'`;

const REDRIVE_EXAMPLES = `
Each letter is sent before it is removed, so none is lost; a second delivery changes nothing. The publisher's letters
name a commit, which is published again. Letters that come while this runs are left for the next time.

Examples:
  npm run ems -- queue redrive charts --all
  npm run ems -- queue redrive publisher --id 0b6ab0f4-8f5c-4a35-8a04-9a52b1d2a9d0`;

/** The noun `queue`: messages that were given up, and their way back. */
export const queue = (program: Command, io: Io): void => {
  const noun = program
    .command('queue')
    .description('messages that were given up (dead letters), and their way back');
  withCommonOptions(noun.command('list'))
    .description("show each queue's dead letters with their reason, source and age")
    .option('--limit <count>', 'show at most so many of each queue; 0 for the counts alone', '100')
    .addHelpText('after', LIST_EXAMPLES)
    .action(verb(io, Listing, list));
  withCommonOptions(noun.command('redrive'))
    .description('send dead letters back to their queue')
    .addArgument(new Argument('<queue>', 'whose dead letters').choices(Queue.options))
    .option('--all', 'all that are there now')
    .addOption(new Option('--id <message>', 'only this one').conflicts('all'))
    .addHelpText('after', REDRIVE_EXAMPLES)
    .action(verb(io, Redriving, drive));
};
