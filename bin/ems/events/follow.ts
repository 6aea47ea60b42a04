import type { Change, Page, ShardReader } from './shard-reader.ts';
import { type Cursor, Shards } from './shards.ts';

/** What a follower yields: a change, or that changes were lost because the stream forgot them first. */
export type Followed = Change | 'gap';

export interface Following {
  readonly reader: ShardReader;
  /** From the oldest change that the stream remembers, or only what comes from this moment on. */
  readonly since: 'start' | Date;
  /** Waits a little after a round that brought nothing; throws when the follower shall stop. */
  pause(): Promise<void>;
}

const SECOND = 1000;

const recover = (shards: Shards, cursor: Cursor, page: 'expired' | 'trimmed'): Promise<boolean> => {
  const { shard, after } = cursor;
  return shards.reopen(shard, page === 'trimmed' || after === undefined ? 'oldest' : { after });
};

const settle = (shards: Shards, cursor: Cursor, page: Page): void => {
  cursor.after = page.changes.at(-1)?.sequence ?? cursor.after;
  if (page.next === undefined) shards.end(cursor.shard);
  else cursor.iterator = page.next;
};

/** One read of one shard: its changes, and whether some were lost. */
const readShard = async (shards: Shards, cursor: Cursor): Promise<readonly Followed[]> => {
  const page = await shards.reader.read(cursor.iterator);
  if (page === 'expired' || page === 'trimmed') {
    const isGap = await recover(shards, cursor, page);
    return isGap || page === 'trimmed' ? ['gap'] : [];
  }
  settle(shards, cursor, page);
  return page.changes;
};

/**
 * Follows a stream for ever, shard by shard:
 *
 *   shard A ──► at its end ──► shards A1, A2 (its children, from their oldest change)
 *   shard B ──► iterator expired (the machine slept) ──► a new one after the last change that was read
 *
 * A shard that was opened behind its newest change, read nothing and expired is read from its oldest: what was there
 * before the follower began is dropped by its time.
 */
export async function* follow({ reader, since, pause }: Following): AsyncGenerator<Followed> {
  const shards = new Shards(reader);
  const from = since === 'start' ? 0 : Math.floor(since.getTime() / SECOND) * SECOND;
  await shards.begin(since === 'start' ? 'oldest' : 'newest');
  for (;;) {
    let found = 0;
    for (const cursor of [...shards.open.values()]) {
      const followed = await readShard(shards, cursor);
      const wanted = followed.filter((each) => each === 'gap' || each.at.getTime() >= from);
      found += followed.length;
      yield* wanted;
    }
    if (found === 0) await pause();
    await shards.advance();
  }
}
