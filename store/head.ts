import * as z from 'zod';
import type { EventOf } from '../schemas/catalogue.ts';
import type { Commit, SealedCommit } from '../schemas/commit.ts';
import type { Category, StreamName } from '../schemas/stream.ts';
import { eventsOf, openCommits } from './codec.ts';
import { GENESIS } from './commit-hash.ts';
import type { CommitTable } from './commit-table.ts';
import { CorruptCommit } from './corrupt-commit.ts';
import type { Fold } from './fold.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { KeyFault } from './keys/wrapping.ts';
import { LockedCommit } from './locked-commit.ts';
import { readBack, readForward } from './read-stream.ts';
import { Unopenable } from './seal/blob.ts';
import { where } from './sealed-commit.ts';
import { COMMANDS_KEPT, type Commands, decodeSnapshot, hasSnapshot } from './snapshot.ts';
import { streamKey } from './stream-key.ts';

/** Where a stream stands, and the state there: what a command is decided on and appended to. */
export interface Head<C extends Category = Category, S = unknown> {
  readonly name: StreamName & { readonly category: C };
  readonly fold: Fold<C, S>;
  readonly version: number;
  readonly state: S;
  /** Ids of recent commands, each with the version it came to. */
  readonly commands: Commands;
  /** When it last changed; undefined for a stream that nobody wrote. */
  readonly time: string | undefined;
  readonly hash: string;
  /** Commits since the one that carries a snapshot of this fold. */
  readonly sinceSnapshot: number;
  /** Kept from an earlier load or append of this process: somebody else may have appended since. */
  readonly warm: boolean;
}

/** Whose head, by which fold. */
export interface HeadOf<C extends Category, S> {
  readonly name: StreamName & { readonly category: C };
  readonly fold: Fold<C, S>;
}

/** The head of a stream that nobody wrote. */
const empty = <C extends Category, S>({ name, fold }: HeadOf<C, S>): Head<C, S> => ({
  name,
  fold,
  version: 0,
  state: fold.initial,
  commands: new Map(),
  time: undefined,
  hash: GENESIS,
  sinceSnapshot: 0,
  warm: false,
});

const remembered = (
  head: Pick<Head, 'commands'>,
  { command_id, version }: Pick<Commit, 'command_id' | 'version'>,
): Commands => new Map([...head.commands, [command_id, version] as const].slice(-COMMANDS_KEPT));

/** What one more commit makes of a head, before it has a hash. */
export const after = <C extends Category, S>(
  head: Head<C, S>,
  events: readonly EventOf<C>[],
  commit: Pick<Commit, 'command_id' | 'version'>,
) => ({
  state: events.reduce((before, event) => head.fold.evolve(before, event), head.state),
  commands: remembered(head, commit),
});

/** The head after one more commit. */
export const grown = <C extends Category, S>(head: Head<C, S>, commit: Commit): Head<C, S> => ({
  ...head,
  ...after(head, eventsOf<C>(commit), commit),
  version: commit.version,
  time: commit.time,
  hash: commit.hash,
  sinceSnapshot: head.sinceSnapshot + 1,
});

const grownBy = <C extends Category, S>(head: Head<C, S>, commits: readonly Commit[]): Head<C, S> =>
  commits.reduce<Head<C, S>>(grown, head);

const fromStart = async <C extends Category, S>(
  table: CommitTable,
  ring: KeyRing,
  of: HeadOf<C, S>,
): Promise<Head<C, S>> => {
  return grownBy(empty(of), await openCommits(ring, await readBack(table, of.name, undefined)));
};

const snapshotIn = async <C extends Category, S>(ring: KeyRing, base: SealedCommit, fold: Fold<C, S>) => {
  try {
    return await decodeSnapshot(ring, base, fold);
  } catch (error) {
    const at = { stream: streamKey(base), version: base.first_version };
    if (error instanceof Unopenable) throw new CorruptCommit(at, 'its snapshot does not open');
    if (error instanceof z.ZodError)
      throw new CorruptCommit(at, `its snapshot is not of its shape (${where(error)})`);
    throw error instanceof KeyFault ? new LockedCommit(base, error) : error;
  }
};

/**
 * Reads the head of a stream: its newest snapshot and the commits after it, or all commits where there is none that
 * serves (of another fold's version, or of a subject whose key is destroyed).
 * @throws CorruptCommit when a commit or a snapshot cannot be understood
 */
export const readHead = async <C extends Category, S>(
  table: CommitTable,
  ring: KeyRing,
  of: HeadOf<C, S>,
): Promise<Head<C, S>> => {
  const sealed = await readBack(table, of.name, of.fold.fold_version);
  const [base, ...tail] = sealed;
  if (!base || !hasSnapshot(base, of.fold.fold_version))
    return grownBy(empty(of), await openCommits(ring, sealed));
  const snapshot = await snapshotIn(ring, base, of.fold);
  if (!snapshot) return fromStart(table, ring, of);
  const { version, time, hash } = base;
  return grownBy({ ...empty(of), ...snapshot, version, time, hash }, await openCommits(ring, tail));
};

/**
 * A head read on from where it stands: what others have appended since, and nothing of what is known already.
 * @throws CorruptCommit when what follows does not go on from it
 */
export const caughtUp = async <C extends Category, S>(
  table: CommitTable,
  ring: KeyRing,
  head: Head<C, S>,
): Promise<Head<C, S>> => {
  const sealed = await readForward(table, head.name, head);
  const now = grownBy(head, await openCommits(ring, sealed));
  const snapshot = sealed.findLastIndex((commit) => hasSnapshot(commit, head.fold.fold_version));
  const sinceSnapshot = snapshot < 0 ? now.sinceSnapshot : sealed.length - 1 - snapshot;
  return { ...now, sinceSnapshot, warm: false };
};
