import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { OperatorFault } from '../cli/fault.ts';
import type { Session } from '../cli/verb.ts';
import { deadLettersOf, QueueName, resendOf } from './queues.ts';
import { type Redrive, type Redriven, redrive } from './redrive.ts';

/** What `queue redrive` is asked. */
export const Redriving = z.object({
  queue: QueueName,
  all: z.literal(true).optional(),
  id: z.string().min(1).optional(),
});
type Redriving = z.output<typeof Redriving>;

const wantedOf = ({ all, id }: Redriving): Redrive['wanted'] => {
  if (id !== undefined) return { id };
  if (all) return 'all';
  throw new OperatorFault({
    problem: 'It is not said which dead letters to send again.',
    advice: 'Give either --all or --id <message> ("ems queue list" shows the ids).',
    exitCode: 2,
  });
};

const textOf = ({ letter, refused }: Redriven): string =>
  refused === undefined ? `${letter.id}  sent again` : `${letter.id}  left as a dead letter: ${refused}`;

/** Nothing found is a fault only when one was named: an empty queue is what everybody wants. */
const checkOutcome = ({ queue, id }: Redriving, found: number, refused: number): void => {
  if (id !== undefined && found === 0)
    throw new OperatorFault({
      problem: `The dead letters of ${queue} have none with the id ${id} that nobody else holds.`,
      advice: 'See "ems queue list"; a letter that somebody looks at is held for up to a minute.',
    });
  if (refused > 0)
    throw new OperatorFault({
      problem: `${refused} dead letters of ${queue} could not be sent again; each says why above.`,
      advice: 'Correct the cause and run the redrive again; nothing is lost meanwhile.',
    });
};

/** Sends dead letters back to where they came from. */
export const redriveQueue = async (asked: Redriving, { io, screen, target }: Session): Promise<void> => {
  const wanted = wantedOf(asked);
  const opened = await target();
  const client = new SQSClient(opened.client);
  const queue = deadLettersOf(opened, client, asked.queue);
  const redriven: Redriven[] = [];
  for await (const each of redrive({
    queue,
    wanted,
    resend: resendOf(opened, client, asked.queue),
    began: io.now(),
  })) {
    redriven.push(each);
    screen.result({ id: each.letter.id, refused: each.refused ?? null }, textOf(each));
  }
  const refused = redriven.filter((each) => each.refused !== undefined).length;
  screen.progress(`${redriven.length - refused} sent again, ${refused} left`);
  checkOutcome(asked, redriven.length, refused);
};
