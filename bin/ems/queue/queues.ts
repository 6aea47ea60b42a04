import type { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { outputOf, type Target } from '../target.ts';
import { sqsDeadLetterQueue } from './dead-letter-queue.ts';
import type { Resend } from './redrive.ts';
import { republisher } from './republisher.ts';
import { resendTo } from './resend.ts';

/** Who has dead letters: the consumers of the bus, and the publisher before it. */
export const QueueName = z.enum([
  'archive',
  'charts',
  'exports',
  'feed',
  'pushes',
  'subjects',
  'submissions',
  'publisher',
]);
export type QueueName = z.infer<typeof QueueName>;

const outputName = (queue: QueueName) => `${queue.charAt(0).toUpperCase()}${queue.slice(1)}`;

/** The dead-letter queue of a queue, on a target. */
export const deadLettersOf = (target: Target, client: SQSClient, queue: QueueName) =>
  sqsDeadLetterQueue(client, outputOf(target, `${outputName(queue)}DeadLetterQueueUrl`));

/** The way back of a queue's dead letters, on a target. */
export const resendOf = (target: Target, client: SQSClient, queue: QueueName): Resend =>
  queue === 'publisher'
    ? republisher(target, client)
    : resendTo(client, outputOf(target, `${outputName(queue)}QueueUrl`));
