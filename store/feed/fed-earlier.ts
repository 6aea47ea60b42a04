import type { BusEntry } from '../../schemas/commit.ts';
import type { FeedEntry } from '../../schemas/feed.ts';
import { streamKey } from '../stream-key.ts';
import type { FeedTable, Mark } from './feed-table.ts';
import { type KnownFeed, markOf } from './known-feed.ts';
import { decodePage } from './page.ts';

/**
 * The entry under which a commit was fed before. Every entry knows the page before of its stream, so the way back from
 * the stream's mark passes the stream's own pages alone:
 *
 *   mark ──► page 40 [v7] ──► page 12 [v5, v6] ──► page 3 [v1-4]
 */
const fedBefore = async (table: FeedTable, told: BusEntry, mark: Mark): Promise<FeedEntry | undefined> => {
  const stream = streamKey(told);
  let at = mark.page;
  while (at >= 0) {
    const page = decodePage(await table.pageAt(told.tenant_id, at));
    const own = page.entries.findIndex((entry) => streamKey(entry) === stream);
    const found = page.entries.find(
      (entry) => streamKey(entry) === stream && entry.first_version === told.first_version,
    );
    if (found) return found;
    at = page.before[own] ?? -1;
  }
  return undefined;
};

/** The entries of commits that were fed before, and those commits that the feed does not have as they are told. */
export const fedEarlier = async (
  table: FeedTable,
  told: readonly BusEntry[],
  known: KnownFeed,
): Promise<{ readonly found: readonly FeedEntry[]; readonly lost: readonly BusEntry[] }> => {
  const found: FeedEntry[] = [];
  const lost: BusEntry[] = [];
  for (const entry of told) {
    const fed = await fedBefore(table, entry, markOf(known, streamKey(entry)));
    if (fed) found.push(fed);
    else lost.push(entry);
  }
  return { found, lost };
};
