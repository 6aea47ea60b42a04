import type { SealedCommit } from '../schemas/commit.ts';
import type { StreamName } from '../schemas/stream.ts';
import { GENESIS } from './commit-hash.ts';
import type { CommitTable } from './commit-table.ts';
import { type ChainEnd, chained, readItem } from './sealed-commit.ts';
import { COMMITS_A_SNAPSHOT, hasSnapshot } from './snapshot.ts';
import { streamKey } from './stream-key.ts';

const startAfter = (version: number): ChainEnd => ({
  version,
  hash: version === 0 ? GENESIS : undefined,
});

/**
 * All commits of a stream after a version, oldest first, sealed as they lie there and proved to be one whole chain, that
 * goes on from the hash there where it is known.
 */
export const readForward = async (
  table: CommitTable,
  name: StreamName,
  after: number | ChainEnd,
): Promise<SealedCommit[]> => {
  const end = typeof after === 'number' ? startAfter(after) : after;
  const commits: SealedCommit[] = [];
  let from: number | undefined = end.version;
  while (from !== undefined) {
    const page = await table.page(streamKey(name), from);
    commits.push(...page.items.map(readItem));
    from = page.next;
  }
  chained(end, commits);
  return commits;
};

/** The one commit that follows a version (0: the first), sealed, or undefined when there is none. */
export const readNext = async (
  table: CommitTable,
  name: StreamName,
  after: number,
): Promise<SealedCommit | undefined> => {
  const { items } = await table.page(streamKey(name), after, 1);
  return items.map(readItem)[0];
};

/**
 * The commits of a stream from the newest snapshot of this fold on, oldest first; from the start when there is none.
 * One Query reads them in the usual case, because a snapshot is never further away than its page is long:
 *
 *   1 … 10·s ─ 11 … 20·s ─ 21 ─ 22 ◄── read backwards, at most 11 commits, and stopped at the snapshot
 */
export const readBack = async (
  table: CommitTable,
  name: StreamName,
  foldVersion: number | undefined,
): Promise<SealedCommit[]> => {
  const newestFirst: SealedCommit[] = [];
  let before: number | undefined;
  do {
    const page = await table.newest(streamKey(name), COMMITS_A_SNAPSHOT + 1, before);
    for (const item of page.items) {
      const commit = readItem(item);
      newestFirst.push(commit);
      if (foldVersion !== undefined && hasSnapshot(commit, foldVersion)) return proved(newestFirst);
    }
    before = page.next;
  } while (before !== undefined);
  return proved(newestFirst, startAfter(0));
};

const proved = (newestFirst: readonly SealedCommit[], start?: ChainEnd) => {
  const commits = newestFirst.toReversed();
  const first = commits[0];
  if (first) chained(start ?? startAfter(first.first_version - 1), commits);
  return commits;
};
