import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Bus } from '../../../functions/events/bus.ts';
import { busEntryOf, publish } from '../../../functions/events/publish.ts';
import { CommitKey } from '../../../functions/events/stream-records.ts';
import { parsedJson } from '../../../schemas/json.ts';
import type { CommitTable } from '../../../store/commit-table.ts';
import { CorruptCommit } from '../../../store/corrupt-commit.ts';
import { readItem } from '../../../store/sealed-commit.ts';
import type { Resend } from './redrive.ts';

/** Sends a letter's body to the queue it came from; its consumer tries again and counts its tries anew. */
export const resendTo =
  (client: SQSClient, sourceUrl: string): Resend =>
  async ({ body }) => {
    await client.send(new SendMessageCommand({ QueueUrl: sourceUrl, MessageBody: body }));
    return 'sent';
  };

const publishAgain = async (bus: Bus, item: unknown): ReturnType<Resend> => {
  try {
    const [refused] = await publish(bus, [busEntryOf(readItem(item))]);
    return refused ? { refused: refused.reason } : 'sent';
  } catch (error) {
    if (error instanceof CorruptCommit) return { refused: error.message };
    throw error;
  }
};

/**
 * Publishes the commit that a letter of the publisher names, as it lies in the store: there is no queue before the
 * publisher, whose source is the table's stream.
 */
export const republish =
  (table: CommitTable, bus: Bus): Resend =>
  async ({ body }) => {
    const key = CommitKey.safeParse(parsedJson(body));
    if (!key.success) return { refused: 'it names no commit' };
    const { pk, sk } = key.data;
    const page = await table.page(pk, sk - 1);
    const item = page.items.find((each) => CommitKey.safeParse(each).data?.sk === sk);
    return item === undefined ? { refused: `there is no commit ${pk} ${sk}` } : publishAgain(bus, item);
  };
