import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionEntry } from '../functions.ts';
import type { KeyedService } from '../service.ts';
import { GuardedQueue } from './guarded-queue.ts';
import { receivingUse, sendingUse } from './resource-use.ts';
import { ServiceFunction } from './service-function.ts';

const MAX_RECEIVES = 5;

/** How a consumer takes what its queue has. */
export interface Pace {
  readonly timeout: Duration;
  /** Messages in one call, and how long they are waited for. */
  readonly batchSize: number;
  readonly window: Duration;
  /** Calls at once. */
  readonly concurrency: number;
}

/** At once, a few messages a call. */
const AT_ONCE: Pace = {
  timeout: Duration.seconds(10),
  batchSize: 10,
  window: Duration.seconds(0),
  concurrency: 10,
};

interface ConsumerProps {
  readonly service: KeyedService;
  readonly queue: GuardedQueue;
  readonly entry: FunctionEntry;
  readonly pace?: Pace;
}

interface QueueProps {
  readonly service: KeyedService;
  readonly name: string;
  readonly pace?: Pace;
}

/**
 * A queue for a consumer: a message is hidden while it is waited for and six times the consumer's timeout besides, and
 * given up after five receives.
 */
export const consumedQueue = (
  scope: Construct,
  { service, name, pace: { timeout, window } = AT_ONCE }: QueueProps,
): GuardedQueue =>
  new GuardedQueue(scope, 'Queue', {
    service,
    name,
    visibilityTimeout: Duration.seconds(window.toSeconds() + 6 * timeout.toSeconds()),
    maxReceives: MAX_RECEIVES,
    window,
  });

/** The function that consumes a queue in batches, failing message by message, and gives up with the reason. */
export const consumerOf = (
  scope: Construct,
  { service, queue, entry, pace = AT_ONCE }: ConsumerProps,
): ServiceFunction => {
  const consumer = new ServiceFunction(scope, 'Consumer', {
    service,
    entry,
    trigger: 'queue',
    timeout: pace.timeout,
    environment: { MAX_RECEIVES: String(MAX_RECEIVES) },
  })
    .uses(receivingUse(queue.queue), {
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    })
    .uses(sendingUse(queue.deadLetters), { env: 'DEAD_LETTER_QUEUE_URL', actions: ['sqs:SendMessage'] });
  new EventSourceMapping(scope, 'Mapping', {
    target: consumer.handler,
    eventSourceArn: queue.queue.queueArn,
    batchSize: pace.batchSize,
    ...(pace.window.toSeconds() > 0 && { maxBatchingWindow: pace.window }),
    maxConcurrency: pace.concurrency,
    reportBatchItemFailures: true,
  });
  return consumer;
};
