import { GENESIS } from '../commit-hash.ts';
import { CorruptCommit } from '../corrupt-commit.ts';
import { type ChainEnd, chained } from '../sealed-commit.ts';
import { streamKey } from '../stream-key.ts';
import type { ArchiveBucket } from './archive-bucket.ts';
import { type Archived, decodeObject } from './archived.ts';
import { type ArchivePlace, BrokenArchive } from './broken-archive.ts';
import { ROOT, tenantFolder, tenantOf } from './layout.ts';
import { placeIn } from './standing.ts';

/** The commits of one object, and which of how many objects it is. */
export interface ArchivedBatch {
  readonly commits: readonly Archived[];
  readonly object: number;
  readonly of: number;
}

/** The tenants that have an archive. */
export const archivedTenants = async (bucket: ArchiveBucket): Promise<string[]> =>
  (await bucket.folders(ROOT)).map(tenantOf).filter((tenant) => tenant !== undefined);

/** Proves that a commit follows those before it in its stream. */
const follow = (ends: Map<string, ChainEnd>, { entry, commit }: Archived): void => {
  const stream = streamKey(commit);
  try {
    ends.set(stream, chained(ends.get(stream) ?? { version: 0, hash: GENESIS }, [commit]));
  } catch (error) {
    if (!(error instanceof CorruptCommit)) throw error;
    const at = { tenant: commit.tenant_id, seq: entry.seq, stream, version: commit.first_version };
    throw new BrokenArchive(at, error.message.replace(/\.$/, ''));
  }
};

const begins = (at: ArchivePlace, first: number): void => {
  if (first > at.seq) throw new BrokenArchive(at, `the commits up to seq ${first - 1} are missing`);
  if (first < at.seq) throw new BrokenArchive(at, `another object begins at seq ${first}, which was before`);
};

const placeAfter = (tenant: string, last: Archived | undefined): ArchivePlace => {
  if (!last) return { tenant, seq: 0 };
  const { entry } = last;
  return { tenant, seq: entry.seq + 1, stream: streamKey(entry), version: entry.version, isBefore: true };
};

/**
 * Reads a tenant's archive from its start, object by object, and proves what it gives: the numbers without a gap, each
 * commit by its hash, each stream a whole chain from its first commit on. Needs no key. What it cannot prove is whether
 * the newest objects are there: a checkpoint of the feed's log says how many commits there must be (`heldAgainst`).
 * @throws BrokenArchive at the first place that is not whole
 */
export async function* readArchive(bucket: ArchiveBucket, tenantId: string): AsyncGenerator<ArchivedBatch> {
  const names = await bucket.names(tenantFolder(tenantId));
  const ends = new Map<string, ChainEnd>();
  let last: Archived | undefined;
  for (const [n, name] of names.entries()) {
    const at = placeAfter(tenantId, last);
    begins(at, placeIn(name, at).first);
    const bytes = await bucket.get(name);
    if (!bytes) throw new BrokenArchive(at, 'the object that begins there is gone');
    const commits = decodeObject(at, bytes);
    for (const each of commits) follow(ends, each);
    yield { commits, object: n + 1, of: names.length };
    last = commits.at(-1);
  }
}
