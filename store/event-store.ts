import type { EventOf } from '../schemas/catalogue.ts';
import type { Commit } from '../schemas/commit.ts';
import { type Refusal, refuse } from '../schemas/error.ts';
import type { Category, StreamName } from '../schemas/stream.ts';
import { decodeCommit, encodeCommit, encodeEvent } from './codec.ts';
import { itemBytes, MAX_ITEM_BYTES } from './commit-item.ts';
import type { CommitTable } from './commit-table.ts';
import { streamKey } from './stream-key.ts';

const readByStore = Symbol('read by the event store');

/**
 * A stream as the store read it. Only the store makes one, and an append takes one: so the version that an append is
 * conditioned on always is the end of a commit that exists, never a number that somebody sent.
 */
export interface Stream<C extends Category = Category> {
  readonly [readByStore]: true;
  readonly name: StreamName & { readonly category: C };
  readonly version: number;
  readonly commits: readonly Commit[];
}

/** What an append says of itself; the store adds the stream and the versions. */
export type Because = Pick<Commit, 'time' | 'actor' | 'command_id' | 'correlation_id' | 'causation_id'>;

/** Facts of one tenant's aggregates, appended and never changed. */
export interface EventStore {
  /**
   * The whole stream, which is a head to append to; or only what comes after a version of it (which must end a commit),
   * which is not, because nothing proves that the version ends one.
   */
  load<C extends Category>(name: StreamName & { category: C }, after?: number): Promise<Stream<C>>;
  /** The one commit that follows a version (0: the first), or undefined when there is none. */
  next(name: StreamName, after: number): Promise<Commit | undefined>;
  /**
   * Appends all the events as one commit after the head that was read, or refuses: VERSION_CONFLICT when the stream
   * has grown since, PAYLOAD_TOO_LARGE when the commit does not fit into one item. Anything but a head throws.
   */
  append<C extends Category>(
    head: Stream<C>,
    events: readonly EventOf<C>[],
    because: Because,
  ): Promise<Commit | Refusal>;
}

const tooLarge = (bytes: number) =>
  refuse('PAYLOAD_TOO_LARGE', 'This change is too large to be stored as one; send it in smaller parts.', {
    bytes,
    max_bytes: MAX_ITEM_BYTES,
  });

const readAll = async (table: CommitTable, pk: string, after: number): Promise<Commit[]> => {
  const commits: Commit[] = [];
  let from: number | undefined = after;
  while (from !== undefined) {
    const page = await table.page(pk, from);
    commits.push(...page.items.map(decodeCommit));
    from = page.next;
  }
  return commits;
};

const notAHead = (name: StreamName, version: number) =>
  new Error(
    `Version ${version} of ${streamKey(name)} is not a head that was read; load the stream, then append.`,
  );

/**
 * The event store over a commit table. Two writers that read the same head race for the same key, and one wins:
 *
 *   A  load ──► version 4 ──────────► put 5 ✓
 *   B  load ──► version 4 ────────────────────► put 5 ✗ taken ──► VERSION_CONFLICT (load again, decide again)
 *
 * A head is always the end of a commit, so a key between two versions of one commit is never tried.
 */
export const eventStore = (table: CommitTable): EventStore => {
  const heads = new WeakSet<Stream>();
  return {
    async load<C extends Category>(name: StreamName & { category: C }, after = 0) {
      const commits = await readAll(table, streamKey(name), after);
      const version = commits.at(-1)?.version ?? after;
      const stream: Stream<C> = { [readByStore]: true, name, commits, version };
      if (after === 0) heads.add(stream);
      return stream;
    },
    async next(name, after) {
      const { items } = await table.page(streamKey(name), after, 1);
      return items.map(decodeCommit)[0];
    },
    async append(head, events, because) {
      if (!heads.has(head)) throw notAHead(head.name, head.version);
      const commit: Commit = {
        ...because,
        ...head.name,
        first_version: head.version + 1,
        version: head.version + events.length,
        events: events.map((event) => encodeEvent(head.name.category, event)),
      };
      const item = encodeCommit(commit);
      if (itemBytes(item) > MAX_ITEM_BYTES) return tooLarge(itemBytes(item));
      if ((await table.put(item)) === 'put') return commit;
      return refuse('VERSION_CONFLICT', 'The stream has grown since it was read.');
    },
  };
};
