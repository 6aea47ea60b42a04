import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { FeedGrown } from '../../schemas/feed.ts';

/** Where those are told that a feed has grown who follow it in their own time. */
export interface Followers {
  tell(grown: FeedGrown): Promise<void>;
}

/** A follower's queue in SQS. */
export const sqsFollowers = (client: SQSClient, queueUrl: string): Followers => ({
  async tell(grown) {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(grown) }));
  },
});
