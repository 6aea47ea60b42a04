import * as z from 'zod';

/** An answer that is not JSON: its media type, its bytes as they go over the wire, and what else its headers say. */
export const Content = z.strictObject({
  media: z.string(),
  headers: z.record(z.string(), z.string()),
  bytes: z.instanceof(Uint8Array),
});
export type Content = z.infer<typeof Content>;
