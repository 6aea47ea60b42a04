import type { FeedEntry, FeedPage } from '../../schemas/feed.ts';
import type { Handle } from '../events/consume.ts';

/**
 * Pushes each entry of a page, in order. One that fails holds up none of the others, which may be of other charts; then
 * the page fails and comes again as a whole, and clients drop by `seq` what they hear twice.
 */
export const pushPage =
  (push: Handle<FeedEntry>): Handle<Pick<FeedPage, 'entries'>> =>
  async ({ entries }) => {
    const failures: unknown[] = [];
    for (const entry of entries) await push(entry).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
