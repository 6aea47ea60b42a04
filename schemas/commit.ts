import * as z from 'zod';
import { Actor, TenantId } from './identity.ts';
import { Instant } from './instant.ts';
import { Category, Version } from './stream.ts';

/** A SHA-256 in base64: 43 characters and one sign of equality; no other text stands for the same bytes. */
export const Hash = z
  .string()
  .regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, 'a SHA-256 in base64')
  .meta({ description: 'SHA-256 in base64' });

const eventFields = {
  type: z.string().regex(/^[a-z]+\.[a-z_]+$/),
  schema_version: z.int().min(1),
  data: z.record(z.string(), z.unknown()),
};

/** An event ready to be stored, or read from a store: its shape is proved by the catalogue before write and after read. */
export const StoredEvent = z.strictObject({
  ...eventFields,
  /**
   * Set when a subject's key is destroyed: `part` lost fields it can do without, `whole` is not of its shape without
   * them. What is wholly shredded stays in the history, and no fold sees it.
   */
  shredded: z.enum(['part', 'whole']).optional(),
});
export type StoredEvent = z.infer<typeof StoredEvent>;

/** An event as it lies in a commit: nothing of anybody in `data`, and one sealed blob for each subject it tells of. */
export const SealedEvent = z.strictObject({
  ...eventFields,
  phi: z.record(z.string(), z.base64()).optional(),
});
export type SealedEvent = z.infer<typeof SealedEvent>;

const commitFacts = {
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
};

const origin = {
  /** The address that the request came from; absent where the system itself acted. */
  source_ip: z.union([z.ipv4(), z.ipv6()]).optional(),
};

/**
 * One append: immutable, numbered by the first version it holds, with who did it, when, from where, and because of what.
 * `command_id` makes a repeated command recognisable; `correlation_id` joins all that came of one request;
 * `causation_id` is what directly caused it (the request, or the commit that a policy reacted to). `hash` covers the
 * stored form and the hash before it.
 */
export const Commit = z.strictObject({
  ...commitFacts,
  ...origin,
  events: z.array(StoredEvent).min(1).max(100),
  hash: Hash,
});
export type Commit = z.infer<typeof Commit>;

/** A commit as it lies in the store, its hash proved, nothing opened: what may be copied, counted and published. */
export const SealedCommit = z.strictObject({
  ...commitFacts,
  ...origin,
  events: z.array(SealedEvent).min(1).max(100),
  prev: Hash,
  hash: Hash,
  snapshot: z.string().optional(),
});
export type SealedCommit = z.infer<typeof SealedCommit>;

/** What the bus carries of a commit: identities, types, versions and times, and nothing of a patient. */
export const BusEntry = z.strictObject({
  ...commitFacts,
  hash: Hash,
  events: z.array(StoredEvent.pick({ type: true, schema_version: true })).min(1),
});
export type BusEntry = z.infer<typeof BusEntry>;
