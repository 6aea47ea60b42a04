import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { ENV, readEnv } from '../../schemas/env.ts';
import { awsClient } from '../aws-client.ts';
import { count, logger, observed } from '../telemetry.ts';
import { eventBridgeBus } from './bus.ts';
import { sqsDeadLetters } from './dead-letters.ts';
import { publishRecords } from './publish-records.ts';

const env = readEnv(ENV.pick({ BUS_NAME: true, DEAD_LETTER_QUEUE_URL: true }));
const publisher = {
  bus: eventBridgeBus(awsClient(EventBridgeClient, {}), env.BUS_NAME),
  deadLetters: sqsDeadLetters(awsClient(SQSClient, {}), env.DEAD_LETTER_QUEUE_URL),
};

/** Follows the stream of the events table and tells the bus of every commit. */
export const handler = middy<DynamoDBStreamEvent, void>()
  .use(observed())
  .handler(async ({ Records }) => {
    const published = await publishRecords(publisher, Records);
    count('CommitsPublished', published);
    logger.debug('published', { records: Records.length, published });
  });
