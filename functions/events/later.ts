import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { BusEntry } from '../../schemas/commit.ts';

/** A consumer's way to be told of a commit again, when there is more to do then. */
export interface Later {
  tell(entry: BusEntry, seconds: number): Promise<void>;
}

/** SQS holds a message back for no longer. */
export const LONGEST_SECONDS = 900;

/** Tells later by way of the consumer's own queue, in the form in which the bus tells it. */
export const sqsLater = (client: SQSClient, queueUrl: string): Later => ({
  async tell(detail, seconds) {
    const MessageBody = JSON.stringify({ detail });
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds: seconds }));
  },
});
