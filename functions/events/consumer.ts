import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { ENV, readEnv } from '../../schemas/env.ts';
import { count, logger, observed, traced } from '../telemetry.ts';
import { consume, type Handle } from './consume.ts';
import { reasonOf, sqsDeadLetters } from './dead-letters.ts';

/** A Lambda handler for a queue of bus entries, with what every consumer needs around its one function. */
export const consumer = (handle: Handle) => {
  const env = readEnv(ENV.pick({ DEAD_LETTER_QUEUE_URL: true, MAX_RECEIVES: true }));
  const parts = {
    handle,
    deadLetters: sqsDeadLetters(traced(new SQSClient({})), env.DEAD_LETTER_QUEUE_URL),
    maxReceives: env.MAX_RECEIVES,
    failed: (record: SQSEvent['Records'][number], error: unknown) => {
      count('MessagesFailed');
      logger.warn('message failed', { message_id: record.messageId, reason: reasonOf(error) });
    },
  };
  return middy<SQSEvent, SQSBatchResponse>()
    .use(observed())
    .handler((event) => {
      count('Messages', event.Records.length);
      return consume(parts, event);
    });
};
