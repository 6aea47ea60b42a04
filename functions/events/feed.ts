import { SQSClient } from '@aws-sdk/client-sqs';
import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { dynamoFeedTable } from '../../store/feed/dynamo-feed-table.ts';
import { history } from '../../store/feed/history.ts';
import { sequencer } from '../../store/feed/sequencer.ts';
import { awsClient } from '../aws-client.ts';
import { dynamo } from '../dynamo.ts';
import { BusMessage } from './consume.ts';
import { batchConsumer } from './consumer.ts';
import { feedBatch } from './feed-batch.ts';
import { sqsFollowers } from './followers.ts';
import { sqsLater } from './later.ts';
import { sqsPushes } from './pushes-queue.ts';
import { tellAgain } from './tell-again.ts';

const env = readEnv(
  ENV.pick({
    EVENTS_TABLE: true,
    FEED_TABLE: true,
    PUSHES_QUEUE_URL: true,
    ARCHIVE_QUEUE_URL: true,
    OWN_QUEUE_URL: true,
  }),
);
const queues = awsClient(SQSClient, {});

/** Gives every commit the bus tells of its place in its tenant's feed, and hands it on to be pushed. */
export const handler = batchConsumer(
  BusMessage,
  feedBatch({
    sequencer: sequencer({
      table: dynamoFeedTable(dynamo, env.FEED_TABLE),
      history: history(dynamoCommitTable(dynamo, env.EVENTS_TABLE)),
      untold: tellAgain(sqsLater(queues, env.OWN_QUEUE_URL)),
    }),
    pushes: sqsPushes(queues, env.PUSHES_QUEUE_URL),
    archive: sqsFollowers(queues, env.ARCHIVE_QUEUE_URL),
  }),
);
