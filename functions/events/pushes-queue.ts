import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { FeedEntry } from '../../schemas/feed.ts';
import { fitting } from '../../store/feed/fit.ts';

/** Where entries of the feed go to be pushed to those who listen. */
export interface Pushes {
  send(entries: readonly FeedEntry[]): Promise<void>;
}

/** The queue of pushes in SQS: as few messages as hold the entries, in their order. */
export const sqsPushes = (client: SQSClient, queueUrl: string): Pushes => ({
  async send(entries) {
    let [first, ...rest] = entries;
    while (first) {
      const page = fitting([first, ...rest]);
      const body = JSON.stringify({ entries: page });
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
      [first, ...rest] = [first, ...rest].slice(page.length);
    }
  },
});
