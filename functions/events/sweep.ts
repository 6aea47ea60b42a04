import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { dynamoKeyScan } from '../../store/dynamo-key-scan.ts';
import { dynamoFeedTable } from '../../store/feed/dynamo-feed-table.ts';
import { history } from '../../store/feed/history.ts';
import { sweep } from '../../store/feed/sweep.ts';
import { awsClient } from '../aws-client.ts';
import { dynamo } from '../dynamo.ts';
import { count, logger, observed } from '../telemetry.ts';
import { eventBridgeBus } from './bus.ts';
import { reasonOf } from './dead-letters.ts';
import { tellBus } from './tell-bus.ts';

const SEGMENTS = 4;

const env = readEnv(ENV.pick({ EVENTS_TABLE: true, FEED_TABLE: true, BUS_NAME: true }));
const parts = {
  keys: dynamoKeyScan(dynamo, env.EVENTS_TABLE),
  table: dynamoFeedTable(dynamo, env.FEED_TABLE),
  history: history(dynamoCommitTable(dynamo, env.EVENTS_TABLE)),
  tell: tellBus(eventBridgeBus(awsClient(EventBridgeClient, {}), env.BUS_NAME)),
  broken: (error: Error) => {
    count('StreamsBroken');
    logger.error('stream not swept', { reason: reasonOf(error) });
  },
};

/** Once a day: tells the bus of every commit that never reached the feed. */
export const handler = middy<ScheduledEvent, void>()
  .use(observed())
  .handler(async () => {
    const swept = await sweep(parts, SEGMENTS);
    count('CommitsSwept', swept.told);
    logger.info('swept', { ...swept });
  });
