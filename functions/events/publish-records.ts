import type { DynamoDBRecord } from 'aws-lambda';
import type { Bus } from './bus.ts';
import type { DeadLetters } from './dead-letters.ts';
import { publish } from './publish.ts';
import { type ReadRecord, readRecord } from './stream-records.ts';

export interface Publisher {
  readonly bus: Bus;
  readonly deadLetters: DeadLetters;
}

const SOURCE = 'publisher';

const buried = async (deadLetters: DeadLetters, reads: readonly ReadRecord[]): Promise<void> => {
  for (const read of reads)
    if ('reason' in read) await deadLetters.send({ body: read.key, reason: read.reason, source: SOURCE });
};

/**
 * Tells the bus of each commit in a batch of stream records. Poison goes to the dead letters here, one by one; a fault
 * that may pass throws, and the stream delivers the whole batch again. There is no partial answer: not every engine
 * keeps what a partial answer names, and all that is sent twice is dropped by those who listen. Answers how many the
 * bus took.
 */
export const publishRecords = async (
  { bus, deadLetters }: Publisher,
  records: readonly DynamoDBRecord[],
): Promise<number> => {
  const reads = records.map(readRecord);
  const entries = reads.flatMap((read) => ('entry' in read ? [read] : []));
  const refused = await publish(
    bus,
    entries.map(({ entry }) => entry),
  );
  await buried(deadLetters, reads);
  await buried(
    deadLetters,
    refused.map(({ entry, reason }) => ({
      key: entries.find((each) => each.entry === entry)?.key ?? '{}',
      reason,
    })),
  );
  return entries.length - refused.length;
};
