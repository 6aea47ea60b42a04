import type { FeedEntry } from '../../schemas/feed.ts';
import { CommitItem } from '../commit-item.ts';
import type { CommitTable } from '../commit-table.ts';
import { CorruptCommit } from '../corrupt-commit.ts';
import { inParallel } from '../in-parallel.ts';
import { readItem } from '../sealed-commit.ts';
import { streamKey } from '../stream-key.ts';
import type { Archived } from './archived.ts';

const STREAMS_AT_ONCE = 16;

type Stored = Pick<Archived, 'item' | 'commit'>;

const stored = (raw: unknown): Stored => ({ commit: readItem(raw), item: CommitItem.parse(raw) });

/** The commits of one stream that begin after a version, as many as are asked for or there are. */
const commitsAfter = async (
  table: CommitTable,
  stream: string,
  { after, count }: { after: number; count: number },
): Promise<Stored[]> => {
  const found: Stored[] = [];
  let from: number | undefined = after;
  while (from !== undefined && found.length < count) {
    const page = await table.page(stream, from, count - found.length);
    found.push(...page.items.map(stored));
    from = page.next;
  }
  return found;
};

const joined = (entry: FeedEntry, found: Stored | undefined): Archived => {
  const at = { stream: streamKey(entry), version: entry.first_version };
  if (!found) throw new CorruptCommit(at, 'the feed tells of it, and it is missing');
  if (found.commit.hash !== entry.hash)
    throw new CorruptCommit(at, 'the feed tells of it by another hash than it has');
  return { entry, ...found };
};

/**
 * The stored commits that entries of a feed tell of, in the entries' order, each proved to be the very one.
 * @param entries a run of one feed, so that those of a stream follow each other there as they do in the store
 * @throws CorruptCommit for one that is missing, cannot be read, or is not the one the feed tells of
 */
export const loadCommits = async (table: CommitTable, entries: readonly FeedEntry[]): Promise<Archived[]> => {
  const streams = [...Map.groupBy(entries, streamKey)];
  const loaded = await inParallel(streams, STREAMS_AT_ONCE, async ([stream, own]) => {
    const after = Math.min(...own.map(({ first_version }) => first_version)) - 1;
    const found = await commitsAfter(table, stream, { after, count: own.length });
    const byVersion = new Map(found.map((each) => [each.commit.first_version, each]));
    return own.map((entry) => joined(entry, byVersion.get(entry.first_version)));
  });
  return loaded.flat().toSorted((a, b) => a.entry.seq - b.entry.seq);
};
