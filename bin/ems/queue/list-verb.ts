import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Session } from '../cli/verb.ts';
import type { DeadLetter, DeadLetterQueue } from './dead-letter-queue.ts';
import { HeldLetters } from './held-letters.ts';
import { letterText, shownLetter } from './letter-line.ts';
import { deadLettersOf, QueueName } from './queues.ts';

/** What `queue list` is asked. */
export const Listing = z.object({ limit: z.coerce.number().int().min(0).max(1000) });

/** The first letters of a queue, which all stay in it. */
export const firstLetters = async (queue: DeadLetterQueue, most: number): Promise<readonly DeadLetter[]> => {
  const letters: DeadLetter[] = [];
  if (most === 0) return letters;
  for await (const letter of new HeldLetters(queue).each()) {
    letters.push(letter);
    if (letters.length === most) break;
  }
  return letters;
};

/** Shows each queue's dead letters. */
export const listQueues = async (
  { limit }: z.output<typeof Listing>,
  { io, screen, target }: Session,
): Promise<void> => {
  const opened = await target();
  const client = new SQSClient(opened.client);
  for (const name of QueueName.options) {
    const queue = deadLettersOf(opened, client, name);
    const count = await queue.count();
    screen.result({ queue: name, dead_letters: count }, `${name}: ${count} dead letters`);
    for (const letter of count === 0 ? [] : await firstLetters(queue, limit)) {
      const shown = shownLetter(name, letter, io.now());
      screen.result(shown, letterText(shown));
    }
  }
};
