import * as z from 'zod';

/** Seeds that a worker is to run, from the first on. */
export const Chunk = z.strictObject({ from: z.int(), seeds: z.int().min(1) });
export type Chunk = z.infer<typeof Chunk>;

/** A seed that failed: what is wrong, and how it came to that, as text. */
export const Failure = z.strictObject({
  seed: z.int(),
  findings: z.array(z.strictObject({ check: z.string(), problem: z.string() })),
  timeline: z.string(),
});
export type Failure = z.infer<typeof Failure>;

/** What came of a chunk; a worker that has run none yet says so, too. */
export const Ran = z.strictObject({ seeds: z.int(), failure: Failure.optional() });
export type Ran = z.infer<typeof Ran>;
