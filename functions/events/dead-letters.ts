import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { UnusablePack } from '../../adapters/nemsis-xml/packs/unusable-pack.ts';
import { BrokenArchive } from '../../store/archive/broken-archive.ts';
import { CorruptCommit } from '../../store/corrupt-commit.ts';

/** A message that was given up: what it was, why, and from where; never with a patient's data in it. */
export interface DeadLetter {
  readonly body: string;
  readonly reason: string;
  readonly source: string;
}

/** Where messages go that cannot be handled, for an operator to look at and to send again. */
export interface DeadLetters {
  send(letter: DeadLetter): Promise<void>;
}

/** Errors whose messages are known to hold no data. */
const DISCREET = [CorruptCommit, BrokenArchive, UnusablePack];

/** Why an error ends in a dead letter. A message text is taken only where it is known to hold no data. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const isDiscreet = DISCREET.some((kind) => error instanceof kind);
  return isDiscreet ? `${error.name}: ${error.message}` : error.name;
};

const text = (value: string) => ({ DataType: 'String', StringValue: value });

/** Dead letters in an SQS queue, with their reason as a message attribute. */
export const sqsDeadLetters = (client: SQSClient, queueUrl: string): DeadLetters => ({
  async send({ body, reason, source }) {
    const MessageAttributes = { reason: text(reason), source: text(source) };
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, MessageAttributes }));
  },
});
