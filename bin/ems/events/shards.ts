import type { Position, Shard, ShardReader } from './shard-reader.ts';

/** Where the follower is in an open shard: its iterator, and the last change that it read. */
export interface Cursor {
  readonly shard: string;
  iterator: string;
  after: string | undefined;
}

/** The shards of a stream as one follower knows them. */
export class Shards {
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
    const after = typeof position === 'object' && 'after' in position ? position.after : undefined;
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
