import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { BusEntry } from '../../schemas/commit.ts';
import { parsedJson } from '../../schemas/json.ts';
import { type DeadLetters, reasonOf } from './dead-letters.ts';

/** A message with which the bus tells a queue of one commit; read, it is that commit. */
export const BusMessage = z.looseObject({ detail: BusEntry }).transform(({ detail }) => detail);

/** What a consumer does with one commit that the bus told it of. It may be told twice, late, and in any order. */
export type Handle<T = BusEntry> = (told: T) => Promise<void>;

export interface Consumer<T = BusEntry> {
  /** The form of the queue's messages. */
  readonly message: z.ZodType<T>;
  readonly handle: Handle<T>;
  readonly deadLetters: DeadLetters;
  /** How often the queue delivers a message before it gives up; the last failure is dead-lettered here, with its reason. */
  readonly maxReceives: number;
  failed(record: SQSRecord, error: unknown): void;
}

class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

const toldIn = <T>(message: z.ZodType<T>, record: SQSRecord): T => {
  const parsed = message.safeParse(parsedJson(record.body));
  if (!parsed.success) throw new Unreadable();
  return parsed.data;
};

const isFinal = (error: unknown, record: SQSRecord, maxReceives: number): boolean =>
  error instanceof Unreadable || Number(record.attributes.ApproximateReceiveCount) >= maxReceives;

const sourceOf = (record: SQSRecord) => record.eventSourceARN.split(':').at(-1) ?? '';

/** Handles one record; true when it is done with, false when the queue shall deliver it again. */
const settle = async <T>(consumer: Consumer<T>, record: SQSRecord): Promise<boolean> => {
  try {
    await consumer.handle(toldIn(consumer.message, record));
    return true;
  } catch (error) {
    consumer.failed(record, error);
    if (!isFinal(error, record, consumer.maxReceives)) return false;
    await consumer.deadLetters.send({ body: record.body, reason: reasonOf(error), source: sourceOf(record) });
    return true;
  }
};

/**
 * Handles a batch message by message and reports each failure by itself, so that one poison message never holds up
 * or repeats the others. What cannot succeed by repetition, or failed its last time, becomes a dead letter at once.
 * If even that fails the whole batch comes again: every consumer is idempotent.
 */
export const consume = async <T>(consumer: Consumer<T>, event: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const record of event.Records) {
    const done = await settle(consumer, record);
    if (!done) batchItemFailures.push({ itemIdentifier: record.messageId });
  }
  return { batchItemFailures };
};
