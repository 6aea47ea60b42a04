import * as z from 'zod';
import { IncidentId } from '../../schemas/chart/events.ts';
import { ConnectionId, Listener } from '../../schemas/realtime.ts';

/** An open connection, its listener, and the incidents it listens to (no attribute when there are none). */
export const ConnectionItem = z.strictObject({
  pk: z.string(),
  sk: z.literal('connection'),
  expires_at: z.int(),
  ...Listener.shape,
  channels: z.set(IncidentId).optional(),
});
export type ConnectionItem = z.infer<typeof ConnectionItem>;

/** One connection under the incident it listens to: the key begins with the tenant, so a push cannot leave it. */
export const SubscriptionItem = z.strictObject({
  pk: z.string(),
  sk: ConnectionId,
  expires_at: z.int(),
});
export type SubscriptionItem = z.infer<typeof SubscriptionItem>;

/** An incident to be added to a connection's list, which may hold `max`. */
export interface Listing {
  readonly pk: string;
  readonly incident_id: string;
  readonly max: number;
}

/** What connections ask of a table; each call is atomic and none of them spans two items. */
export interface ConnectionTable {
  put(item: ConnectionItem | SubscriptionItem): Promise<void>;
  /** Adds the incident to the connection's list (or finds it there), unless the list is full or the connection gone. */
  list(listing: Listing): Promise<'listed' | 'full' | 'gone'>;
  /** Takes the incident off the connection's list, if both are there. */
  unlist(pk: string, incident_id: string): Promise<void>;
  /** Removes a connection and gives its item as it was last; nothing when it is not there. */
  takeConnection(pk: string): Promise<unknown>;
  /** Removes a subscription, if it is there. */
  deleteSubscription(pk: string, connection_id: string): Promise<void>;
  /** The connections under an incident, as of now (a strongly consistent read of all pages). */
  subscribers(pk: string): Promise<readonly string[]>;
}
