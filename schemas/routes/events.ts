import * as z from 'zod';
import { FeedEntry } from '../feed.ts';
import type { Role } from '../identity.ts';
import { route } from './route.ts';

/** Those who may listen to pushes, and the auditor: entries name users and streams, and nothing of a patient. */
const READERS: readonly Role[] = ['ems', 'admin', 'billing', 'auditor'];

export const listEvents = route({
  operation: 'listEvents',
  method: 'GET',
  path: '/v1/events',
  tag: 'realtime',
  summary: "Read the agency's feed: every commit after a `seq`, in order and without a gap",
  access: READERS,
  query: z.strictObject({
    after: z.coerce
      .number()
      .int()
      .min(-1)
      .max(Number.MAX_SAFE_INTEGER - 1)
      .default(-1)
      .meta({ description: 'The last `seq` that is known; -1 from the start' }),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  answer: z.strictObject({
    items: z.array(FeedEntry.omit({ tenant_id: true }).meta({ id: 'FeedEntry' })),
    next_after: z
      .int()
      .min(-1)
      .meta({ description: '`after` of the next read; the same when there was nothing new' }),
  }),
});
