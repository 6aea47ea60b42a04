import { type FeedEntry, feedNamesOf } from '../../../schemas/feed.ts';
import type { Feed } from '../../../store/feed/feed.ts';
import { told } from '../feed/sample-feed.ts';

/** The `seq`-th entry of a tenant's invented feed: seven charts in turn. */
export const entryAt = (tenant: string, seq: number): FeedEntry => {
  const entry = told(tenant, seq % 7, Math.floor(seq / 7) + 1);
  const { command_id: _, correlation_id: __, causation_id: ___, ...kept } = entry;
  return { ...kept, seq, type: feedNamesOf(entry) };
};

/** A feed of these entries and no others; what is put into the list later is in it then. */
export const feedOf = (entries: readonly FeedEntry[]): Feed => ({
  read: async (_, after, limit) => entries.filter(({ seq }) => seq > after).slice(0, limit),
  head: async () => entries.length,
});
