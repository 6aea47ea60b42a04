import * as z from 'zod';

/**
 * A page of a tenant's feed: `pk` is `tenant#feed`, `sk` the `seq` of its first entry. `entries` is JSON text of the
 * entries, `before` JSON text of as many numbers: where the page before of each entry's stream is, or -1. The marks of
 * all streams are in the table as far as pages go that begin before `marked`.
 */
export const PageItem = z.strictObject({
  pk: z.string(),
  sk: z.int().min(0),
  count: z.int().min(1),
  entries: z.string(),
  before: z.string(),
  marked: z.int().min(0),
});
export type PageItem = z.infer<typeof PageItem>;

/** How far a stream is fed: the last version in the feed (0: none), and the `sk` of the page that holds it (-1: none). */
export const Mark = z.object({ version: z.int().min(0), page: z.int().min(-1) });
export type Mark = z.infer<typeof Mark>;

/** The mark of a stream that was never fed. */
export const UNFED: Mark = { version: 0, page: -1 };

/** What the feed asks of a table, in memory as on DynamoDB. All reads are strongly consistent. */
export interface FeedTable {
  /** The last page that begins at `from` or before it. */
  pageAt(tenantId: string, from: number): Promise<unknown>;
  /** Pages that begin after `from`, in order, `limit` at most; fewer do not say that there are no more, none does. */
  pagesAfter(tenantId: string, from: number, limit: number): Promise<readonly unknown[]>;
  /** The marks of streams by their keys; a stream without one is left out. */
  marks(streams: readonly string[]): Promise<ReadonlyMap<string, Mark>>;
  /** Puts the page, unless its key is taken. */
  put(page: PageItem): Promise<'put' | 'taken'>;
  /** Brings marks forward; one that is as far already, or further, stays. */
  advance(marks: ReadonlyMap<string, Mark>): Promise<void>;
}
