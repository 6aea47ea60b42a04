import { isDeepStrictEqual } from 'node:util';
import type { FeedEntry } from '../../schemas/feed.ts';
import { encodePage } from '../feed/encode-page.ts';
import { feed } from '../feed/feed.ts';
import type { FeedTable } from '../feed/feed-table.ts';
import { fitting } from '../feed/fit.ts';
import { type KnownFeed, markOf, readOn, withAllMarked, withMarks } from '../feed/known-feed.ts';
import type { Unnumbered } from '../feed/page.ts';
import { streamKey } from '../stream-key.ts';
import { RestoreConflict } from './restore-conflict.ts';

const conflict = (entry: FeedEntry, reason: string) =>
  new RestoreConflict({ stream: streamKey(entry), version: entry.first_version }, reason);

/**
 * Of a run of a tenant's entries, those that its feed lacks; what it has must be the same, number by number.
 * @throws RestoreConflict where the feed gave a number to something else
 */
export const unfedOf = async (table: FeedTable, entries: readonly FeedEntry[]): Promise<FeedEntry[]> => {
  const first = entries[0];
  if (!first) return [];
  const there = await feed(table).read(first.tenant_id, first.seq - 1, entries.length);
  for (const [n, entry] of entries.slice(0, there.length).entries())
    if (!isDeepStrictEqual(there[n], entry))
      throw conflict(entry, `the feed has something else at seq ${entry.seq}`);
  return entries.slice(there.length);
};

/** Each stream must be fed up to where the page goes on: further says that the feed knows another story. */
const proveMarks = (page: readonly FeedEntry[], known: KnownFeed): void => {
  const fed = new Map<string, number>();
  for (const entry of page) {
    const stream = streamKey(entry);
    const version = fed.get(stream) ?? markOf(known, stream).version;
    if (version !== entry.first_version - 1)
      throw conflict(entry, `the feed has come to version ${version} of that stream already`);
    fed.set(stream, entry.version);
  }
};

const numberless = ({ seq: _, ...entry }: FeedEntry): Unnumbered => entry;

/**
 * Writes entries back into a feed under the very numbers they had, page by page, and the marks of all its streams.
 * @param entries the feed's next ones, as `unfedOf` gives them
 * @throws RestoreConflict when the feed goes on otherwise meanwhile
 */
export const feedBack = async (table: FeedTable, entries: readonly FeedEntry[]): Promise<void> => {
  let left = entries;
  let known: KnownFeed | undefined;
  for (let first = left[0]; first !== undefined; first = left[0]) {
    const page = fitting([first, ...left.slice(1)]);
    const [head, ...rest] = page;
    const now = await readOn(table, first.tenant_id, known);
    known = await withAllMarked(table, await withMarks(table, now, [...new Set(page.map(streamKey))]));
    proveMarks(page, known);
    const item = encodePage(known, [numberless(head), ...rest.map(numberless)]);
    if (known.next !== first.seq || (await table.put(item)) === 'taken')
      throw conflict(first, 'the feed was written to meanwhile; restore before anybody else writes');
    left = left.slice(page.length);
  }
};
