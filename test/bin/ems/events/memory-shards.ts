import type { Change, Page, Position, Shard, ShardReader } from '../../../../bin/ems/events/shard-reader.ts';

interface MemoryShard {
  readonly parent: string | undefined;
  closed: boolean;
  readonly changes: Change[];
}

/** A DynamoDB stream in memory that a test can grow, split, and let expire: iterators are `shard@position#age`. */
export class MemoryStream implements ShardReader {
  readonly asked: string[] = [];
  readonly #shards = new Map<string, MemoryShard>();
  readonly #trimmed = new Map<string, number>();
  #age = 0;

  grow(id: string, parent?: string): void {
    this.#shards.set(id, { parent, closed: false, changes: [] });
  }

  put(id: string, sequence: string, at = new Date('2026-03-01T12:00:00Z')): void {
    this.tell(id, { sequence, at, kind: 'INSERT', keys: {}, image: { pk: { S: sequence } } });
  }

  /** Puts a change as it is. */
  tell(id: string, change: Change): void {
    this.#shard(id).changes.push(change);
  }

  close(id: string): void {
    this.#shard(id).closed = true;
  }

  /** Forgets a shard's oldest changes, as the stream does after 24 hours. */
  trim(id: string, count: number): void {
    this.#trimmed.set(id, count);
  }

  /** Lets every iterator that was given so far expire. */
  expire(): void {
    this.#age += 1;
  }

  async shards(): Promise<readonly Shard[]> {
    this.asked.push('shards');
    return [...this.#shards].map(([id, { parent, closed }]) => ({ id, parent, closed }));
  }

  async open(shard: string, position: Position): Promise<string | 'trimmed'> {
    this.asked.push(
      `open ${shard} ${typeof position === 'string' ? position : Object.entries(position).flat().join(' ')}`,
    );
    const start = this.#start(shard, position);
    return start < this.#horizon(shard) ? 'trimmed' : `${shard}@${start}#${this.#age}`;
  }

  async read(iterator: string): Promise<Page | 'expired' | 'trimmed'> {
    const [shard = '', start = '', age = ''] = iterator.split(/[@#]/);
    if (Number(age) < this.#age) return 'expired';
    if (Number(start) < this.#horizon(shard)) return 'trimmed';
    const { changes, closed } = this.#shard(shard);
    const page = changes.slice(Number(start), Number(start) + 2);
    const end = Number(start) + page.length;
    const isOver = closed && end === changes.length;
    return { changes: page, next: isOver ? undefined : `${shard}@${end}#${this.#age}` };
  }

  #start(id: string, position: Position): number {
    const { changes } = this.#shard(id);
    if (position === 'oldest') return this.#horizon(id);
    if (position === 'newest') return changes.length;
    if ('at' in position) return changes.findIndex(({ sequence }) => sequence === position.at);
    return changes.findIndex(({ sequence }) => sequence === position.after) + 1;
  }

  #horizon(id: string): number {
    return this.#trimmed.get(id) ?? 0;
  }

  #shard(id: string): MemoryShard {
    const shard = this.#shards.get(id);
    if (!shard) throw new Error(`no shard ${id}`);
    return shard;
  }
}
