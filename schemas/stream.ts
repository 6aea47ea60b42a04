import * as z from 'zod';
import { TenantId } from './identity.ts';

/** What kinds of streams there are; a category is the aggregate's noun. */
export const Category = z.enum(['chart', 'subject', 'user', 'agency', 'export']);
export type Category = z.infer<typeof Category>;

/** One stream: one aggregate of one tenant. */
export const StreamName = z.object({ tenant_id: TenantId, category: Category, id: z.guid() });
export type StreamName = z.infer<typeof StreamName>;

/** A stream's version: the number of its events, so the first event has version 1 and an empty stream version 0. */
export const Version = z.int().min(0).max(1_000_000_000);

/** A commit's place in its tenant's feed: the first is 0, and no number is left out. */
export const Seq = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
