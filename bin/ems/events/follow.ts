import type { Change, Page, Position, Shard, ShardReader } from './shard-reader.ts';

/** What a follower yields: a change, or that changes were lost because the stream forgot them first. */
export type Followed = Change | 'gap';

export interface Following {
  readonly reader: ShardReader;
  /** From the oldest change that the stream remembers, or only what comes from this moment on. */
  readonly since: 'start' | Date;
  /** Waits a little after a round that brought nothing; throws when the follower shall stop. */
  pause(): Promise<void>;
}

interface Cursor {
  readonly shard: string;
  iterator: string;
  after: string | undefined;
}

const SECOND = 1000;

/** The shards of a stream as one follower knows them. */
class Shards {
  readonly reader: ShardReader;
  readonly open = new Map<string, Cursor>();
  #listed: readonly Shard[] = [];
  #ended = new Set<string>();

  constructor(reader: ShardReader) {
    this.reader = reader;
  }

  /** Begins: all that is there from its oldest change, or only the open shards behind their newest. */
  async begin(position: 'oldest' | 'newest'): Promise<void> {
    this.#listed = await this.reader.shards();
    if (position === 'newest')
      this.#ended = new Set(this.#listed.filter((each) => each.closed).map((each) => each.id));
    await this.#openReady(position);
  }

  /** Opens what has become readable, asking for new shards while one that ended has no successor. */
  async advance(): Promise<void> {
    if (this.#isWaitingForSuccessor()) this.#listed = await this.reader.shards();
    this.#ended = new Set([...this.#ended].filter((id) => this.#isListed(id)));
    await this.#openReady('oldest');
  }

  end(id: string): void {
    this.open.delete(id);
    this.#ended.add(id);
  }

  /** A new iterator for a shard; true when the stream no longer has the changes that came next. */
  async reopen(id: string, position: Position): Promise<boolean> {
    const after = typeof position === 'object' ? position.after : undefined;
    const iterator = await this.reader.open(id, position);
    if (iterator === 'trimmed') {
      await this.reopen(id, 'oldest');
      return true;
    }
    this.open.set(id, { shard: id, iterator, after });
    return false;
  }

  async #openReady(position: 'oldest' | 'newest'): Promise<void> {
    for (const shard of this.#listed) if (this.#isReady(shard)) await this.reopen(shard.id, position);
  }

  /** A parent is read to its end before its children, so that the changes of one key keep their order. */
  #isReady({ id, parent }: Shard): boolean {
    if (this.open.has(id) || this.#ended.has(id)) return false;
    return parent === undefined || !this.#isListed(parent) || this.#ended.has(parent);
  }

  #isListed(id: string): boolean {
    return this.#listed.some((shard) => shard.id === id);
  }

  #isWaitingForSuccessor(): boolean {
    return [...this.#ended].some((id) => !this.#listed.some((shard) => shard.parent === id));
  }
}

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
