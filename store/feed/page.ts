import * as z from 'zod';
import { FeedEntry } from '../../schemas/feed.ts';
import { parsedJson } from '../../schemas/json.ts';
import { keyParts } from '../stream-key.ts';
import { PageItem } from './feed-table.ts';

/** An entry that has no number yet. */
export type Unnumbered = Omit<FeedEntry, 'seq'>;

/** A page as it was read: its entries, and where the page before of each one's stream is. */
export interface Page {
  readonly first: number;
  readonly next: number;
  readonly entries: readonly FeedEntry[];
  readonly before: readonly number[];
  readonly marked: number;
}

const Entries = z.array(FeedEntry.omit({ seq: true, tenant_id: true })).min(1);
const Before = z.array(z.int().min(-1));

class CorruptPage extends Error {
  override readonly name = 'CorruptPage';
}

/** The page of an item, proved in every part; throws, naming the place, for anything else. */
export const decodePage = (raw: unknown): Page => {
  const item = PageItem.parse(raw);
  const { tenant_id = '' } = keyParts(item.pk);
  const entries = Entries.safeParse(parsedJson(item.entries));
  const before = Before.safeParse(parsedJson(item.before));
  const whole = entries.data?.length === item.count && before.data?.length === item.count;
  if (!entries.success || !before.success || !whole)
    throw new CorruptPage(`The page at ${item.pk} ${item.sk} cannot be read; restore it from a backup.`);
  return {
    first: item.sk,
    next: item.sk + item.count,
    entries: entries.data.map((entry, at) => ({ ...entry, tenant_id, seq: item.sk + at })),
    before: before.data,
    marked: item.marked,
  };
};
