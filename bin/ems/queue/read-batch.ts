import type { Change, Page, ShardReader } from '../events/shard-reader.ts';
import type { StreamBatch } from './stream-batch.ts';

/** How many reads in a row may bring nothing: a shard has empty stretches, but a batch lies in what was written. */
const MOST_EMPTY = 100;

/** Whether all of a batch was read; else the stream has forgotten it, or what is there does not come to its end. */
export type BatchEnd = 'whole' | 'trimmed' | 'unfinished';

/** An iterator lives for 15 minutes, so one that expired is a slow day: the redrive is run again. */
const END_AT = { trimmed: 'trimmed', expired: 'unfinished' } as const;

type Read = Awaited<ReturnType<ShardReader['read']>>;

/** A shard that the stream forgot cannot be asked for an iterator, so the shards are looked at first. */
const openBatch = async (reader: ShardReader, { shardId, startSequenceNumber }: StreamBatch) => {
  const shards = await reader.shards();
  const isListed = shards.some(({ id }) => id === shardId);
  return isListed ? reader.open(shardId, { at: startSequenceNumber }) : 'trimmed';
};

async function* readsFrom(reader: ShardReader, start: string): AsyncGenerator<Read> {
  let iterator: string | undefined = start;
  for (let empty = 0; iterator !== undefined && empty < MOST_EMPTY; ) {
    const page: Read = await reader.read(iterator);
    yield page;
    if (typeof page === 'string') return;
    empty = page.changes.length === 0 ? empty + 1 : 0;
    iterator = page.next;
  }
}

const splitAt = (end: string, { changes }: Page) => ({
  wanted: changes.filter(({ sequence }) => BigInt(sequence) <= BigInt(end)),
  isEnd: changes.some(({ sequence }) => BigInt(sequence) >= BigInt(end)),
});

/**
 * Reads a batch from its first sequence number to its last, page by page, each handled before the next is read. Where
 * batches of one shard run side by side, changes of others lie in between and are read too: to publish them again is
 * harmless.
 */
export const readBatch = async (
  reader: ShardReader,
  batch: StreamBatch,
  handle: (changes: readonly Change[]) => Promise<void>,
): Promise<BatchEnd> => {
  const start = await openBatch(reader, batch);
  if (start === 'trimmed') return start;
  for await (const page of readsFrom(reader, start)) {
    if (typeof page === 'string') return END_AT[page];
    const { wanted, isEnd } = splitAt(batch.endSequenceNumber, page);
    await handle(wanted);
    if (isEnd) return 'whole';
  }
  return 'unfinished';
};
