import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type * as z from 'zod';
import type { BusEntry } from '../../schemas/commit.ts';
import { ENV, readEnv } from '../../schemas/env.ts';
import { awsClient } from '../aws-client.ts';
import { count, logger, observed } from '../telemetry.ts';
import { BusMessage, type Consumer, consume, type Handle } from './consume.ts';
import { consumeTogether, type HandleTogether } from './consume-together.ts';
import { reasonOf, sqsDeadLetters } from './dead-letters.ts';

/** What every consumer has around its one function. */
const surroundings = (): Omit<Consumer, 'message' | 'handle'> => {
  const env = readEnv(ENV.pick({ DEAD_LETTER_QUEUE_URL: true, MAX_RECEIVES: true }));
  return {
    deadLetters: sqsDeadLetters(awsClient(SQSClient, {}), env.DEAD_LETTER_QUEUE_URL),
    maxReceives: env.MAX_RECEIVES,
    failed: (record: SQSEvent['Records'][number], error: unknown) => {
      count('MessagesFailed');
      logger.warn('message failed', { message_id: record.messageId, reason: reasonOf(error) });
    },
  };
};

const handler = (answer: (event: SQSEvent) => Promise<SQSBatchResponse>) =>
  middy<SQSEvent, SQSBatchResponse>()
    .use(observed())
    .handler((event) => answer(event));

/** A Lambda handler for a queue whose messages have a form of their own. */
export const consumerOf = <T>(message: z.ZodType<T>, handle: Handle<T>) => {
  const parts = { ...surroundings(), message, handle };
  return handler((event) => consume(parts, event));
};

/** A Lambda handler for a queue of bus entries. */
export const consumer = (handle: Handle) => consumerOf<BusEntry>(BusMessage, handle);

/** A Lambda handler for a queue whose messages are handled together, a batch at once. */
export const batchConsumer = <T>(message: z.ZodType<T>, handle: HandleTogether<T>) => {
  const parts = { ...surroundings(), message };
  return handler((event) => consumeTogether(parts, handle, event));
};
