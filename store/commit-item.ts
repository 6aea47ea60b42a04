import * as z from 'zod';

/**
 * A commit as it lies in the table. One append is one item, so any number of events cost one conditional Put.
 * `events` and `snapshot` are JSON text: exactly the bytes that were written come back, and no attribute type is
 * re-interpreted. `prev` is the hash of the commit before it, `hash` that of this one.
 */
export const CommitItem = z.strictObject({
  pk: z.string(),
  sk: z.int().min(1),
  last: z.int().min(1),
  time: z.string(),
  actor: z.string(),
  role: z.string(),
  command_id: z.string(),
  correlation_id: z.string(),
  causation_id: z.string(),
  source_ip: z.string().optional(),
  events: z.string(),
  snapshot: z.string().optional(),
  prev: z.string(),
  hash: z.string(),
});
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
