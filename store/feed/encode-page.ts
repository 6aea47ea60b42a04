import { streamKey } from '../stream-key.ts';
import { feedKey } from './feed-key.ts';
import type { PageItem } from './feed-table.ts';
import { type KnownFeed, markOf } from './known-feed.ts';
import type { Unnumbered } from './page.ts';

/** The item of the page that follows what is known of a feed. */
export const encodePage = (known: KnownFeed, entries: readonly [Unnumbered, ...Unnumbered[]]): PageItem => ({
  pk: feedKey(known.tenantId),
  sk: known.next,
  count: entries.length,
  entries: JSON.stringify(entries.map(({ tenant_id: _, ...entry }) => entry)),
  before: JSON.stringify(entries.map((entry) => markOf(known, streamKey(entry)).page)),
  marked: known.marked,
});
