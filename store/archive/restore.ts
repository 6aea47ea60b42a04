import type { CommitTable } from '../commit-table.ts';
import type { FeedTable } from '../feed/feed-table.ts';
import { EMPTY_ROOT } from '../log/merkle.ts';
import type { TreeHead } from '../log/verify-proof.ts';
import type { ArchiveBucket } from './archive-bucket.ts';
import { heldAgainst } from './held-against.ts';
import { type ArchivedBatch, readArchive } from './read-archive.ts';
import { lackingIn, putBack } from './restore-commits.ts';
import { feedBack, unfedOf } from './restore-feed.ts';

/** What is restored from where to where. */
export interface RestoreParts {
  readonly bucket: ArchiveBucket;
  readonly commits: CommitTable;
  /** The feed's table; without it the commits alone are restored. */
  readonly feed?: FeedTable;
}

/** How far a check or a restoration of one tenant is. */
export interface Restored {
  readonly commits: number;
  /** Commits and entries of the feed that are not there, or were not before. */
  readonly lacking: number;
  readonly unfed: number;
  readonly object: number;
  readonly of: number;
}

type Work = (batch: ArchivedBatch) => Promise<Pick<Restored, 'lacking' | 'unfed'>>;

const NOTHING_SIGNED: TreeHead = { size: 0, root: EMPTY_ROOT };

const NONE: Restored = { commits: 0, lacking: 0, unfed: 0, object: 0, of: 0 };

async function* each(bucket: ArchiveBucket, tenantId: string, work: Work): AsyncGenerator<Restored> {
  let all = NONE;
  for await (const batch of readArchive(bucket, tenantId)) {
    const { lacking, unfed } = await work(batch);
    const commits = all.commits + batch.commits.length;
    const { object, of } = batch;
    all = { commits, lacking: all.lacking + lacking, unfed: all.unfed + unfed, object, of };
    yield all;
  }
}

const compared = async ({ commits, feed }: RestoreParts, batch: ArchivedBatch) => ({
  items: await lackingIn(
    commits,
    batch.commits.map(({ item }) => item),
  ),
  entries: feed
    ? await unfedOf(
        feed,
        batch.commits.map(({ entry }) => entry),
      )
    : [],
});

/**
 * Reads a tenant's whole archive, proves it, and compares it with the store and the feed; writes nothing.
 * @param signed the tree of the newest checkpoint that the tenant's log signed; without it nothing proves the archive's end
 * @throws BrokenArchive at the first place of the archive that is not whole, or not what was signed
 * @throws ShortArchive when the archive has less than what was signed
 * @throws RestoreConflict where the store or the feed has something else
 */
export async function* checkRestore(
  parts: RestoreParts,
  tenantId: string,
  signed: TreeHead = NOTHING_SIGNED,
): AsyncGenerator<Restored> {
  const held = heldAgainst(tenantId, signed);
  yield* each(parts.bucket, tenantId, async (batch) => {
    for (const { entry } of batch.commits) held.add(entry);
    const { items, entries } = await compared(parts, batch);
    return { lacking: items.length, unfed: entries.length };
  });
  held.end();
}

/**
 * Puts back what the store and the feed lack of a tenant's archive, after `checkRestore` went through it to the end.
 * What is there already is compared and left, so a restoration that was cut off is begun again. An object's entries go
 * into the feed before its commits go into the store: a store's stream tells the bus of every commit, and one without its
 * place in the feed would be given a new one.
 * @throws BrokenArchive, RestoreConflict as `checkRestore` does
 */
export const restore = (parts: RestoreParts, tenantId: string): AsyncGenerator<Restored> =>
  each(parts.bucket, tenantId, async (batch) => {
    const { items, entries } = await compared(parts, batch);
    if (parts.feed) await feedBack(parts.feed, entries);
    await putBack(parts.commits, items);
    return { lacking: items.length, unfed: entries.length };
  });
