import * as z from 'zod';
import { Hash } from './commit.ts';

/** A stream's key, `tenant#category#id`. It holds no line's end, which divides the parts of a leaf. */
const StreamKey = z.string().regex(/^[^#\s]+#[^#\s]+#[^#\s]+$/);

const version = z.int().min(1);

/** A leaf of a tenant's log, as a bundle of evidence lists it: the commit it stands for, and where. `seq` starts at 0. */
export const EvidenceEntry = z.strictObject({
  seq: z.int().min(0),
  stream: StreamKey,
  first_version: version,
  version,
  hash: Hash,
});
export type EvidenceEntry = z.infer<typeof EvidenceEntry>;

/**
 * A stored commit as a bundle of evidence carries it: every attribute that its hash covers, in this order, sealed as it
 * lies in the store. What the attributes mean is not asked: evidence is of what was stored, sound or not.
 */
export const EvidenceCommit = z.strictObject({
  pk: StreamKey,
  sk: version,
  last: version,
  time: z.string(),
  actor: z.string(),
  role: z.string(),
  command_id: z.string(),
  correlation_id: z.string(),
  causation_id: z.string(),
  source_ip: z.string().optional(),
  events: z.string(),
  snapshot: z.string().optional(),
  prev: Hash,
  hash: Hash,
});
export type EvidenceCommit = z.infer<typeof EvidenceCommit>;
