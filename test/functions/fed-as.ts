import type { BusEntry } from '../../schemas/commit.ts';
import { FeedEntry, feedNamesOf } from '../../schemas/feed.ts';

/** A commit's entry in the feed at a place. */
export const fedAs = (seq: number, told: BusEntry): FeedEntry => {
  const { command_id: _, correlation_id: __, causation_id: ___, ...kept } = told;
  return FeedEntry.parse({ ...kept, seq, type: feedNamesOf(told) });
};
