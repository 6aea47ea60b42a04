import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionEntry } from '../functions.ts';
import type { KeyedService } from '../service.ts';
import { GuardedQueue } from './guarded-queue.ts';
import { receivingUse, sendingUse } from './resource-use.ts';
import { ServiceFunction } from './service-function.ts';

const TIMEOUT = Duration.seconds(10);
const MAX_RECEIVES = 5;

interface ConsumerProps {
  readonly service: KeyedService;
  readonly queue: GuardedQueue;
  readonly entry: FunctionEntry;
}

/** A queue for a consumer: a message is hidden for six times the consumer's timeout, and given up after five receives. */
export const consumedQueue = (
  scope: Construct,
  { service, name }: { readonly service: KeyedService; readonly name: string },
): GuardedQueue =>
  new GuardedQueue(scope, 'Queue', {
    service,
    name,
    visibilityTimeout: Duration.seconds(6 * TIMEOUT.toSeconds()),
    maxReceives: MAX_RECEIVES,
  });

/** The function that consumes a queue in batches, failing message by message, and gives up with the reason. */
export const consumerOf = (scope: Construct, { service, queue, entry }: ConsumerProps): ServiceFunction => {
  const consumer = new ServiceFunction(scope, 'Consumer', {
    service,
    entry,
    trigger: 'queue',
    timeout: TIMEOUT,
    environment: { MAX_RECEIVES: String(MAX_RECEIVES) },
  })
    .uses(receivingUse(queue.queue), {
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    })
    .uses(sendingUse(queue.deadLetters), { env: 'DEAD_LETTER_QUEUE_URL', actions: ['sqs:SendMessage'] });
  new EventSourceMapping(scope, 'Mapping', {
    target: consumer.handler,
    eventSourceArn: queue.queue.queueArn,
    batchSize: 10,
    maxConcurrency: 10,
    reportBatchItemFailures: true,
  });
  return consumer;
};
