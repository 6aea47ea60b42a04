import * as z from 'zod';
import { BusEntry } from './commit.ts';
import { FEED_NAMES } from './realtime.ts';
import { type Category, Seq } from './stream.ts';

/** The name under which the feed tells of an event: `incident.updated`, `user.updated`. */
const FeedName = z.string().regex(/^[a-z]+\.[a-z_]+$/);

/**
 * One commit in its tenant's feed: the one order that pushes, webhooks, auditors and the log share. `seq` starts at 0
 * and has no gaps; the entries of one stream stand in the order of its versions. Holds nothing of a patient.
 */
export const FeedEntry = BusEntry.omit({
  command_id: true,
  correlation_id: true,
  causation_id: true,
}).extend({ seq: Seq, type: z.array(FeedName).min(1) });
export type FeedEntry = z.infer<typeof FeedEntry>;

/** What the feed hands on to be pushed: entries of one tenant, in their order. */
export const FeedPage = z.strictObject({ entries: z.array(FeedEntry).min(1) });
export type FeedPage = z.infer<typeof FeedPage>;

/** What the feed tells whoever follows it in their own time: that a tenant's has grown. */
export const FeedGrown = BusEntry.pick({ tenant_id: true }).strict();
export type FeedGrown = z.infer<typeof FeedGrown>;

const named = (category: Category, type: string): string =>
  Object.entries(FEED_NAMES).find(([known]) => known === type)?.[1] ?? `${category}.updated`;

/** The feed names of a commit's events, each once. */
export const feedNamesOf = ({ category, events }: Pick<BusEntry, 'category' | 'events'>): string[] => [
  ...new Set(events.map(({ type }) => named(category, type))),
];
