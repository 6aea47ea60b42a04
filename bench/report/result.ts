import * as z from 'zod';

/** The measurements there are; each can be taken alone. */
export const PartName = z.enum([
  'bundles',
  'store',
  'rebuild',
  'simulation',
  'cost',
  'latency',
  'nemsis',
  'verdicts',
]);
export type PartName = z.infer<typeof PartName>;

/** What was measured, one row a subject; a column's name carries its unit, so that a row is understood by itself. */
export const Table = z.strictObject({
  title: z.string(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number()]))).min(1),
});
export type Table = z.infer<typeof Table>;

/** What a reader must know of the machine to compare numbers, and nothing that tells whose it is. */
export const Machine = z.strictObject({
  cpu: z.string(),
  cores: z.int(),
  memory_gib: z.number(),
  platform: z.string(),
  node: z.string(),
  /** Processes that were already waiting for a core when the measurement began (1-minute load average). */
  load_before: z.number(),
});
export type Machine = z.infer<typeof Machine>;

/** How a measurement ended: with its tables and how to read them, or not taken and why. */
export const Outcome = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('measured'),
    tables: z.array(Table).min(1),
    reading: z.array(z.string()),
  }),
  z.strictObject({ status: z.literal('skipped'), reason: z.string() }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** One measurement as it is kept in `bench/results/<date>-<part>.json`. */
export const Result = z.strictObject({
  part: PartName,
  measured_at: z.iso.datetime(),
  machine: Machine,
  outcome: Outcome,
});
export type Result = z.infer<typeof Result>;
