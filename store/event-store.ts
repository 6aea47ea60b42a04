import type { EventOf } from '../schemas/catalogue.ts';
import type { Commit } from '../schemas/commit.ts';
import { type Refusal, refuse } from '../schemas/error.ts';
import type { Category, StreamName } from '../schemas/stream.ts';
import { openCommits } from './codec.ts';
import { type CommitItem, itemBytes, MAX_ITEM_BYTES } from './commit-item.ts';
import type { CommitTable } from './commit-table.ts';
import { type Append, drafts } from './draft-commit.ts';
import type { Fold } from './fold.ts';
import { caughtUp, grown, type Head, type HeadOf, readHead } from './head.ts';
import { headMemory } from './head-memory.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { readForward, readNext } from './read-stream.ts';
import { SubjectDestroyed } from './seal/sealer.ts';

/** Commits of a stream, in their order. */
export interface Stream<C extends Category = Category> {
  readonly name: StreamName & { readonly category: C };
  readonly version: number;
  readonly commits: readonly Commit[];
}

/** What an append says of itself: who, when, and what it came of. */
export type Because = Append<Category, unknown>['because'];

/** Facts of one tenant's aggregates, appended and never changed. */
export interface EventStore {
  /** The commits of a stream, all of them or those after a version (which must end a commit). */
  load<C extends Category>(name: StreamName & { category: C }, after?: number): Promise<Stream<C>>;
  /** The one commit that follows a version (0: the first), or undefined when there is none. */
  next(name: StreamName, after: number): Promise<Commit | undefined>;
  /**
   * The head of a stream, to decide on and to append to. `warm` allows one that this process remembers: an append to it
   * is refused when it is out of date, but whatever else is concluded from it may be, too.
   */
  head<C extends Category, S>(
    name: StreamName & { category: C },
    fold: Fold<C, S>,
    freshness?: 'fresh' | 'warm',
  ): Promise<Head<C, S>>;
  /** The head of a stream now, read on from one that was read, remembered or appended to; a stranger's throws. */
  newer<C extends Category, S>(head: Head<C, S>): Promise<Head<C, S>>;
  /**
   * Appends all the events as one commit after the head that was read, or refuses: VERSION_CONFLICT when the stream
   * has grown since, PAYLOAD_TOO_LARGE when the commit does not fit into one item, INVALID_TRANSITION when it tells of
   * a subject whose key is destroyed. Anything but a head of this store throws.
   */
  append<C extends Category, S>(
    head: Head<C, S>,
    events: readonly EventOf<C>[],
    because: Because,
  ): Promise<Commit | Refusal>;
}

const tooLarge = (bytes: number) =>
  refuse('PAYLOAD_TOO_LARGE', 'This change is too large to be stored as one; send it in smaller parts.', {
    bytes,
    max_bytes: MAX_ITEM_BYTES,
  });

const destroyed = () =>
  refuse(
    'INVALID_TRANSITION',
    'The data of a person named in this was destroyed for ever; nothing can be added.',
  );

type Appended<C extends Category, S> = { readonly head: Head<C, S>; readonly commit: Commit };

const fits = (item: CommitItem): boolean => itemBytes(item) <= MAX_ITEM_BYTES;

/** A Put that was refused, or the head and the commit it made. */
const put = async <C extends Category, S>(
  { table, ring }: { table: CommitTable; ring: KeyRing },
  append: Append<C, S>,
): Promise<Appended<C, S> | Refusal> => {
  const { commit: drafted, plain, full } = await drafts(ring, append);
  const item = full && fits(full) ? full : plain;
  if (!fits(item)) return tooLarge(itemBytes(item));
  if ((await table.put(item)) === 'taken')
    return refuse('VERSION_CONFLICT', 'The stream has grown since it was read.');
  const commit = { ...drafted, hash: item.hash };
  const head = grown(append.head, commit);
  return { commit, head: { ...head, warm: true, sinceSnapshot: item.snapshot ? 0 : head.sinceSnapshot } };
};

const refusedIfDestroyed = (error: unknown): Refusal => {
  if (error instanceof SubjectDestroyed) return destroyed();
  throw error;
};

/**
 * The event store over a commit table. Two writers that read the same head race for the same key, and one wins:
 *
 *   A  head ──► version 4 ──────────► put 5 ✓
 *   B  head ──► version 4 ────────────────────► put 5 ✗ taken ──► VERSION_CONFLICT (read again, decide again)
 *
 * A head is always the end of a commit, so a key between two versions of one commit is never tried. Its hash goes into
 * the next commit, so what was appended to cannot be exchanged later.
 */
export const eventStore = (table: CommitTable, ring: KeyRing, now: () => number = Date.now): EventStore => {
  const memory = headMemory(now);

  const read = async <C extends Category, S>(of: HeadOf<C, S>): Promise<Head<C, S>> => {
    const since = now();
    return memory.keep(await readHead(table, ring, of), since);
  };

  return {
    async load<C extends Category>(name: StreamName & { category: C }, after = 0) {
      const commits = await openCommits(ring, await readForward(table, name, after));
      return { name, commits, version: commits.at(-1)?.version ?? after };
    },
    async next(name, after) {
      const sealed = await readNext(table, name, after);
      return sealed && (await openCommits(ring, [sealed]))[0];
    },
    async head(name, fold, freshness = 'fresh') {
      const remembered = freshness === 'warm' ? memory.known(name, fold) : undefined;
      return remembered ?? read({ name, fold });
    },
    async newer(head) {
      const since = memory.readAt(head);
      return memory.isYoung(since) ? memory.keep(await caughtUp(table, ring, head), since) : read(head);
    },
    async append(head, events, because) {
      const since = memory.readAt(head);
      memory.drop(head.name);
      const done = await put({ table, ring }, { head, events, because }).catch(refusedIfDestroyed);
      if ('code' in done) return done;
      memory.keep(done.head, since);
      return done.commit;
    },
  };
};
