import type { FeedEntry } from '../../schemas/feed.ts';
import type { Feed } from '../feed/feed.ts';
import { streamKey } from '../stream-key.ts';
import { BrokenLog } from './broken-log.ts';
import { type LeafFacts, leafHashOf } from './leaf.ts';

/** Entries read at once: bounds what is held of the feed, of which only hashes are kept. */
const PAGE = 1_000;

/** What the log says of an entry of the feed. */
export const leafFactsOf = (entry: FeedEntry): LeafFacts => {
  const { first_version, version, hash } = entry;
  return { stream: streamKey(entry), first_version, version, hash };
};

const provedPage = (entries: readonly FeedEntry[], from: number): readonly FeedEntry[] => {
  const gap = entries.findIndex(({ seq }, n) => seq !== from + n);
  if (gap < 0) return entries;
  throw new BrokenLog(`feed ${from + gap}`, 'the feed has no such entry but later ones; restore its table');
};

/** The entries of a tenant's feed from a number up to another, or to its end, page by page. Throws BrokenLog where it has a gap. */
export async function* feedPages(
  feed: Feed,
  tenantId: string,
  { from, to }: { readonly from: number; readonly to: number },
): AsyncGenerator<readonly FeedEntry[]> {
  for (let at = from; at < to; ) {
    const limit = Math.min(PAGE, to - at);
    const page = provedPage(await feed.read(tenantId, at - 1, limit), at);
    if (page.length > 0) yield page;
    if (page.length < limit) return;
    at += page.length;
  }
}

/** A batch of leaf hashes, and whether the feed may have more. */
interface LeafBatch {
  readonly leaves: readonly Uint8Array[];
  readonly more: boolean;
}

/** The leaf hashes of a tenant's feed from a number on, `most` of them at most. */
export const feedLeaves = async (
  feed: Feed,
  tenantId: string,
  { from, most }: { readonly from: number; readonly most: number },
): Promise<LeafBatch> => {
  const leaves: Uint8Array[] = [];
  for await (const page of feedPages(feed, tenantId, { from, to: from + most }))
    leaves.push(...page.map((entry) => leafHashOf(leafFactsOf(entry))));
  return { leaves, more: leaves.length === most };
};
