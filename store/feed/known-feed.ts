import { streamKey } from '../stream-key.ts';
import { type FeedTable, type Mark, UNFED } from './feed-table.ts';
import { decodePage, type Page } from './page.ts';

/**
 * What is known of a tenant's feed, up to the number that its next entry gets. Pages that begin before `marked` have the
 * marks of their streams in the table; those of later pages, of the streams in `unmarked`, are known from the pages alone.
 * `last` is where the last page begins, -1 in an empty feed, and `hash` that of the last commit in it.
 */
export interface KnownFeed {
  readonly tenantId: string;
  readonly next: number;
  readonly last: number;
  readonly hash: string;
  readonly marked: number;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly unmarked: ReadonlySet<string>;
}

const knownFrom = (tenantId: string, marked: number): KnownFeed => ({
  tenantId,
  next: marked,
  last: -1,
  hash: '',
  marked,
  marks: new Map(),
  unmarked: new Set(),
});

/** How far a stream is fed, which must be asked for before. */
export const markOf = ({ marks }: Pick<KnownFeed, 'marks'>, stream: string): Mark =>
  marks.get(stream) ?? UNFED;

/** So many marks are remembered of one tenant; of those that are in the table, all can be had again. */
const MOST_REMEMBERED = 5_000;

const remembered = (marks: Map<string, Mark>, unmarked: ReadonlySet<string>): Map<string, Mark> =>
  marks.size > MOST_REMEMBERED ? new Map([...marks].filter(([stream]) => unmarked.has(stream))) : marks;

/** What is known after one more page. */
export const withPage = (known: KnownFeed, page: Page): KnownFeed => {
  const marks = new Map(known.marks);
  for (const entry of page.entries) marks.set(streamKey(entry), { version: entry.version, page: page.first });
  const streams = [...known.unmarked, ...page.entries.map(streamKey)];
  const isUnmarked = (stream: string) => markOf({ marks }, stream).page >= page.marked;
  const unmarked = new Set(streams.filter(isUnmarked));
  const { tenantId } = known;
  return {
    ...{ tenantId, next: page.next, last: page.first, marked: page.marked, unmarked },
    hash: page.entries.at(-1)?.hash ?? '',
    marks: remembered(marks, unmarked),
  };
};

const PAGES_AT_ONCE = 25;

const readPages = async (table: FeedTable, from: KnownFeed): Promise<KnownFeed> => {
  let known = from;
  for (;;) {
    const pages = (await table.pagesAfter(known.tenantId, known.next - 1, PAGES_AT_ONCE)).map(decodePage);
    if (pages.length === 0) return known;
    known = pages.reduce(withPage, known);
  }
};

/** What there is to know of a tenant's feed: its last page says from which one on the pages must be read. */
const readKnown = async (table: FeedTable, tenantId: string): Promise<KnownFeed> => {
  const raw = await table.pageAt(tenantId, Number.MAX_SAFE_INTEGER);
  if (raw === undefined) return knownFrom(tenantId, 0);
  const last = decodePage(raw);
  const from = knownFrom(tenantId, last.marked);
  return last.marked === last.first ? withPage(from, last) : readPages(table, from);
};

const isLast = ({ last, next, hash }: KnownFeed, page: Page): boolean =>
  page.first === last && page.next === next && page.entries.at(-1)?.hash === hash;

/**
 * What there is to know of a tenant's feed now, read on from what is known already. The last known page is read again:
 * where it is not there any more, as when the table was restored, nothing of what is known holds, and all is read anew.
 */
export const readOn = async (
  table: FeedTable,
  tenantId: string,
  known: KnownFeed | undefined,
): Promise<KnownFeed> => {
  if (!known || known.last < 0) return readKnown(table, tenantId);
  const pages = (await table.pagesAfter(tenantId, known.last - 1, PAGES_AT_ONCE)).map(decodePage);
  const [same, ...more] = pages;
  if (!same || !isLast(known, same)) return readKnown(table, tenantId);
  return more.length === 0 ? known : readPages(table, more.reduce(withPage, known));
};

/** The same, with the marks of these streams. A mark that is newer than the rest says that a page has come since. */
export const withMarks = async (
  table: FeedTable,
  known: KnownFeed,
  streams: readonly string[],
): Promise<KnownFeed> => {
  const asked = streams.filter((stream) => !known.marks.has(stream));
  if (asked.length === 0) return known;
  const found = await table.marks(asked);
  const marks = new Map(known.marks);
  for (const stream of asked) marks.set(stream, found.get(stream) ?? UNFED);
  return { ...known, marks };
};

/** The same, once the marks of all its pages are in the table. */
export const withAllMarked = async (table: FeedTable, known: KnownFeed): Promise<KnownFeed> => {
  await table.advance(new Map([...known.unmarked].map((stream) => [stream, markOf(known, stream)])));
  return { ...known, marked: known.next, unmarked: new Set() };
};
