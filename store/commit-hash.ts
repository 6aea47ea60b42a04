import { createHash } from 'node:crypto';
import type { CommitItem } from './commit-item.ts';

/** The `prev` of a stream's first commit: 32 zero bytes. */
export const GENESIS = Buffer.alloc(32).toString('base64');

/** The attributes a hash covers, in the order in which it does: all there are, but the hash itself and `prev`, which goes first. */
const COVERED = [
  'pk',
  'sk',
  'last',
  'time',
  'actor',
  'role',
  'command_id',
  'correlation_id',
  'causation_id',
  'source_ip',
  'events',
  'snapshot',
] as const satisfies readonly (keyof CommitItem)[];

/**
 * The hash of a commit: SHA-256 over the 32 bytes of `prev`, then the covered attributes as one JSON list (RFC 8259,
 * no white space, null for what is absent). It is taken over the stored form, sealed blobs and all, so a chain can
 * be checked by whoever has no key, and after a key is destroyed. docs/evidence.md gives it to outsiders.
 */
export const commitHash = (item: Omit<CommitItem, 'hash'>): string =>
  createHash('sha256')
    .update(Buffer.from(item.prev, 'base64'))
    .update(JSON.stringify(COVERED.map((name) => item[name] ?? null)))
    .digest('base64');
