import * as z from 'zod';
import { Listener } from '../../schemas/realtime.ts';

/** A ticket as it lies in the ephemeral table: its hash in the key, and whom it lets in. The ticket itself is nowhere. */
export const TicketItem = z.strictObject({
  pk: z.string(),
  sk: z.literal('ticket'),
  expires_at: z.int(),
  ...Listener.shape,
});
export type TicketItem = z.infer<typeof TicketItem>;

/** The one thing tickets ask of a table: that what was taken is not there for anybody else. */
export interface TicketTable {
  put(item: TicketItem): Promise<void>;
  /** Removes the ticket and gives it; nothing when it is not there or has expired at `now` (epoch seconds). */
  take(pk: string, now: number): Promise<unknown>;
}
