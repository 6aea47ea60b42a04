import type { ArchiveBucket } from './archive-bucket.ts';
import { decodeObject } from './archived.ts';
import { type ArchivePlace, BrokenArchive } from './broken-archive.ts';
import { type ObjectPlace, placeOf, tenantFolder } from './layout.ts';

/** How far a tenant's archive has come. */
export interface Standing {
  /** The `seq` that the next object begins with. */
  readonly next: number;
  /** The day the newest object is filed under, and the hash of the last commit in it; undefined for an empty archive. */
  readonly newest?: { readonly date: string; readonly hash: string };
}

/** The place that a name says; throws BrokenArchive for a name of another's. */
export const placeIn = (name: string, at: ArchivePlace): ObjectPlace => {
  const place = placeOf(name);
  if (place) return place;
  throw new BrokenArchive(at, `${name} lies there, which the archive did not write`);
};

/**
 * Reads from the bucket alone how far a tenant's archive has come: the last object of the last day tells, since days
 * and numbers grow together.
 * @throws BrokenArchive when that object cannot be read
 */
export const standingOf = async (bucket: ArchiveBucket, tenantId: string): Promise<Standing> => {
  const day = (await bucket.folders(tenantFolder(tenantId))).at(-1);
  const name = day === undefined ? undefined : (await bucket.names(day)).at(-1);
  if (name === undefined) return { next: 0 };
  const { date, first } = placeIn(name, { tenant: tenantId, seq: 0 });
  const at = { tenant: tenantId, seq: first };
  const bytes = await bucket.get(name);
  if (!bytes) throw new BrokenArchive(at, 'the object that begins there is gone');
  const commits = decodeObject(at, bytes);
  return { next: first + commits.length, newest: { date, hash: commits.at(-1)?.commit.hash ?? '' } };
};
