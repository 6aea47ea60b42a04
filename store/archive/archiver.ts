import type { FeedEntry } from '../../schemas/feed.ts';
import { itemBytes } from '../commit-item.ts';
import type { CommitTable } from '../commit-table.ts';
import type { Feed } from '../feed/feed.ts';
import type { ArchiveBucket } from './archive-bucket.ts';
import { type Archived, encodeObject } from './archived.ts';
import { BrokenArchive } from './broken-archive.ts';
import { objectName } from './layout.ts';
import { loadCommits } from './load-commits.ts';
import { type Standing, standingOf } from './standing.ts';

/** What one run added to a tenant's archive, how far it has come, and whether it was ended while there may be more. */
export interface Added {
  readonly objects: number;
  readonly commits: number;
  readonly next: number;
  readonly more?: true;
}

/** A run on its way: what it has added so far, and how many objects it may. */
interface Run {
  readonly tenantId: string;
  readonly most: number;
  readonly objects: number;
  readonly commits: number;
}

/** What an archiver works with. */
export interface ArchiverParts {
  readonly feed: Feed;
  readonly commits: CommitTable;
  readonly bucket: ArchiveBucket;
}

/** What one object holds at most: commits, and bytes of their items before they are packed. */
interface Limits {
  readonly commits: number;
  readonly bytes: number;
}

/** What a function can hold many times over. */
const LIMITS: Limits = { commits: 500, bytes: 8 * 1024 * 1024 };

const dayOf = ({ time }: Pick<FeedEntry, 'time'>): string => time.slice(0, 10);

/** The day that an object is filed under: its first commit's, or that of the object before where that is later. */
const dateOf = ({ newest }: Standing, first: FeedEntry): string =>
  newest !== undefined && newest.date > dayOf(first) ? newest.date : dayOf(first);

/** The entries up to the first of a later day. */
const ofDay = (date: string, entries: readonly FeedEntry[]): readonly FeedEntry[] => {
  const later = entries.findIndex((entry) => dayOf(entry) > date);
  return later < 0 ? entries : entries.slice(0, later);
};

/** As many commits as one object takes, from the first on; at least one. */
const fitting = (commits: readonly Archived[], max: number): readonly Archived[] => {
  let bytes = 0;
  const end = commits.findIndex(({ item }, n) => {
    bytes += itemBytes(item);
    return n > 0 && bytes > max;
  });
  return end < 0 ? commits : commits.slice(0, end);
};

/**
 * The feed's entries that the archive lacks, once it is proved that both tell the same story: the feed must have the
 * archive's last commit at its place. A feed that was lost or begun anew is never written over the old one's archive.
 */
const lacking = async (
  { feed, limits }: { readonly feed: Feed; readonly limits: Limits },
  tenantId: string,
  { next, newest }: Standing,
): Promise<FeedEntry[]> => {
  if (!newest) return [...(await feed.read(tenantId, -1, limits.commits))];
  const [last, ...entries] = await feed.read(tenantId, next - 2, limits.commits + 1);
  if (last?.hash === newest.hash) return entries;
  const reason = 'the feed does not have the last commit of the archive there; restore it from the archive';
  throw new BrokenArchive({ tenant: tenantId, seq: next - 1 }, reason);
};

/**
 * An archiver of feeds. Any number of them may work on one feed: an object's name says only where it begins, so of two
 * that begin at one place the second finds the name taken, and goes on where the first one's object ends:
 *
 *   A  next 42 ── feed 42…50 ──── put 42 [42-50] ✓
 *   B  next 42 ── feed 42…55 ───────── put 42 [42-55] ✗ taken ── next 51 ── put 51 [51-55] ✓
 *
 * The day in a name is no second way to say it: both derive it from the same object before and the same first commit.
 * So no commit is archived twice, none is left out, and a run that was cut off is simply begun again. An object holds
 * commits of its day, or late ones of days before.
 */
export const archiver = ({ feed, commits, bucket }: ArchiverParts, limits = LIMITS) => {
  /** How far each tenant's archive was when this process last looked; others may have gone on since. */
  const known = new Map<string, Standing>();

  /** Where another archiver has come to, which must be further. */
  const overtaken = async (tenantId: string, { next }: Standing): Promise<Standing> => {
    const now = await standingOf(bucket, tenantId);
    if (now.next > next) return now;
    throw new BrokenArchive(
      { tenant: tenantId, seq: next },
      'what lies there is not the archive of this feed',
    );
  };

  /** Adds one object, or finds that another archiver was faster; tells where the archive is then. */
  const addObject = async (tenantId: string, at: Standing, entries: readonly [FeedEntry, ...FeedEntry[]]) => {
    const date = dateOf(at, entries[0]);
    const own = fitting(await loadCommits(commits, ofDay(date, entries)), limits.bytes);
    const name = objectName({ tenantId, date, first: at.next });
    if ((await bucket.put(name, encodeObject(own))) === 'taken')
      return { objects: 0, commits: 0, at: await overtaken(tenantId, at) };
    const newest = { date, hash: own.at(-1)?.entry.hash ?? '' };
    return { objects: 1, commits: own.length, at: { next: at.next + own.length, newest } };
  };

  const addOn = async (run: Run, at: Standing): Promise<Added> => {
    const { tenantId, most, objects, commits: count } = run;
    const [first, ...rest] = await lacking({ feed, limits }, tenantId, at);
    known.set(tenantId, at);
    const added = { objects, commits: count, next: at.next };
    if (!first) return added;
    if (objects >= most) return { ...added, more: true };
    const step = await addObject(tenantId, at, [first, ...rest]);
    return addOn({ ...run, objects: objects + step.objects, commits: count + step.commits }, step.at);
  };

  /** Adds to a tenant's archive all that its feed has, or as many objects as are asked for. */
  const add = async (tenantId: string, most = Number.POSITIVE_INFINITY): Promise<Added> => {
    const at = known.get(tenantId) ?? (await standingOf(bucket, tenantId));
    return addOn({ tenantId, most, objects: 0, commits: 0 }, at);
  };
  return { add };
};

/** Adds feeds to archives. */
export type Archiver = ReturnType<typeof archiver>;
