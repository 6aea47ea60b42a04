import type { CommitTable } from '../commit-table.ts';
import type { FeedTable } from '../feed/feed-table.ts';
import type { ArchiveBucket } from './archive-bucket.ts';
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
 * @throws BrokenArchive at the first place of the archive that is not whole
 * @throws RestoreConflict where the store or the feed has something else
 */
export const checkRestore = (parts: RestoreParts, tenantId: string): AsyncGenerator<Restored> =>
  each(parts.bucket, tenantId, async (batch) => {
    const { items, entries } = await compared(parts, batch);
    return { lacking: items.length, unfed: entries.length };
  });

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
