/** How Lambda hands out what waits, as the mappings of the stacks say (lib/constructs/publisher.ts, queue-consumer.ts). */
export const MAPPINGS = {
  /** Each shard of the stream is read in so many parts at once, by the items' partitions. */
  stream_parts: 2,
  /** Messages of a queue in one call. */
  queue_batch: 10,
  /** Messages of the archive's queue in one call. */
  archive_batch: 1_000,
} as const;
