import type { FeedEntry } from '../../schemas/feed.ts';
import type { FeedTable } from './feed-table.ts';
import { decodePage, type Page } from './page.ts';

/** A tenant's feed, to be read. */
export interface Feed {
  /** The entries after a number (-1: from the start), in order and without a gap, `limit` at most. */
  read(tenantId: string, after: number, limit: number): Promise<readonly FeedEntry[]>;
  /** How many entries there are, which is the number the next one gets. */
  head(tenantId: string): Promise<number>;
}

const PAGES_AT_ONCE = 25;

const optional = (raw: unknown): Page | undefined => (raw === undefined ? undefined : decodePage(raw));

/** The pages of a feed from the one that holds `from`, or would. */
async function* pagesFrom(table: FeedTable, tenantId: string, from: number): AsyncGenerator<Page> {
  const begun = optional(await table.pageAt(tenantId, from));
  if (begun) yield begun;
  let last = begun?.first ?? -1;
  for (;;) {
    const pages = (await table.pagesAfter(tenantId, last, PAGES_AT_ONCE)).map(decodePage);
    yield* pages;
    if (pages.length === 0) return;
    last = pages.at(-1)?.first ?? last;
  }
}

/** The feeds of a table. */
export const feed = (table: FeedTable): Feed => ({
  async read(tenantId, after, limit) {
    const entries: FeedEntry[] = [];
    for await (const page of pagesFrom(table, tenantId, after + 1)) {
      entries.push(...page.entries.filter(({ seq }) => seq > after));
      if (entries.length >= limit) break;
    }
    return entries.slice(0, limit);
  },
  async head(tenantId) {
    return optional(await table.pageAt(tenantId, Number.MAX_SAFE_INTEGER))?.next ?? 0;
  },
});
