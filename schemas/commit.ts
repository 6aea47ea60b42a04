import * as z from 'zod';
import { Actor, TenantId } from './identity.ts';
import { Instant } from './instant.ts';
import { Category, Version } from './stream.ts';

/** An event as it lies in a commit: its shape is proved by the catalogue of its type before write and after read. */
export const StoredEvent = z.strictObject({
  type: z.string().regex(/^[a-z]+\.[a-z_]+$/),
  schema_version: z.int().min(1),
  data: z.record(z.string(), z.unknown()),
});
export type StoredEvent = z.infer<typeof StoredEvent>;

/**
 * One append: immutable, numbered by the first version it holds, with who did it, when, and because of what.
 * `command_id` makes a repeated command recognisable; `correlation_id` joins all that came of one request;
 * `causation_id` is what directly caused it (the request, or the commit that a policy reacted to).
 */
export const Commit = z.strictObject({
  tenant_id: TenantId,
  category: Category,
  id: z.guid(),
  first_version: Version.min(1),
  version: Version.min(1),
  time: Instant,
  actor: Actor,
  command_id: z.uuid(),
  correlation_id: z.string().min(1).max(128),
  causation_id: z.string().min(1).max(128),
  events: z.array(StoredEvent).min(1).max(100),
});
export type Commit = z.infer<typeof Commit>;

/** SHA-256 of a commit as it is stored, in base64. */
const CommitHash = z.base64().length(44);

/** What the bus carries of a commit: identities, types, versions and times, and nothing of a patient. */
export const BusEntry = Commit.omit({ events: true }).extend({
  events: z.array(StoredEvent.pick({ type: true, schema_version: true })).min(1),
  hash: CommitHash.default(`${'A'.repeat(43)}=`),
});
export type BusEntry = z.infer<typeof BusEntry>;
