import * as z from 'zod';
import { EvidenceCommit } from '../schemas/evidence.ts';

/**
 * A commit as it lies in the table. One append is one item, so any number of events cost one conditional Put.
 * `events` and `snapshot` are JSON text: exactly the bytes that were written come back, and no attribute type is
 * re-interpreted. `prev` is the hash of the commit before it, `hash` that of this one. The attributes are those of the
 * evidence; the forms of `pk`, `prev` and `hash` are proved when the commit is read, which names its place.
 */
export const CommitItem = EvidenceCommit.extend({ pk: z.string(), prev: z.string(), hash: z.string() });
export type CommitItem = z.infer<typeof CommitItem>;

/** The largest item DynamoDB stores, names and values together (DynamoDB quotas, "Item size"). */
export const MAX_ITEM_BYTES = 400 * 1024;

/** An item's size as DynamoDB counts it: UTF-8 bytes of names and strings, and at most 21 bytes a number. */
export const itemBytes = (item: CommitItem): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) =>
      sum + name.length + (typeof value === 'number' ? 21 : Buffer.byteLength(value ?? '')),
    0,
  );
