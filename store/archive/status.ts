import type { Feed } from '../feed/feed.ts';
import type { ArchiveBucket } from './archive-bucket.ts';
import { standingOf } from './standing.ts';

/** How a tenant's archive stands to its feed. */
export interface ArchiveStatus {
  readonly tenant: string;
  /** Commits in the feed, and those of them in the archive. */
  readonly fed: number;
  readonly archived: number;
  readonly behind: number;
  /** The day the newest object is filed under. */
  readonly newest_date?: string;
}

/** How far the archive of a tenant is behind its feed; fewer than none where the feed lacks what was archived. */
export const archiveStatus = async (
  { bucket, feed }: { readonly bucket: ArchiveBucket; readonly feed: Feed },
  tenant: string,
): Promise<ArchiveStatus> => {
  const { next, newest } = await standingOf(bucket, tenant);
  const fed = await feed.head(tenant);
  const status = { tenant, fed, archived: next, behind: fed - next };
  return newest ? { ...status, newest_date: newest.date } : status;
};
