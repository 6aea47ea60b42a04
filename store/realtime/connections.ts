import { type Connection, type Incident, type Listener, MAX_CHANNELS } from '../../schemas/realtime.ts';
import { ConnectionItem, type ConnectionTable, SubscriptionItem } from './connection-table.ts';

/** API Gateway ends a WebSocket after two hours (quota "connection duration"); ten minutes more are for clocks. */
const LIFE_SECONDS = 2 * 3600 + 600;

/** Who is connected, and who listens to which incident. `now` is a UTC instant. */
export interface Connections {
  open(connection: Connection, listener: Listener, now: string): Promise<void>;
  /** Repeatable. `full` when the connection has MAX_CHANNELS other channels, `gone` when it is not open. */
  subscribe(
    connection: Connection,
    incident_id: string,
    now: string,
  ): Promise<'subscribed' | 'full' | 'gone'>;
  /** Repeatable; unsubscribing from what was not subscribed to changes nothing. */
  unsubscribe(connection: Connection, incident_id: string): Promise<void>;
  /** Forgets a connection with all its subscriptions, and with those to `seen`, where it was found by a push. */
  close(connection: Connection, seen?: readonly string[]): Promise<void>;
  /** The ids of the connections that listen to an incident. */
  subscribers(incident: Incident): Promise<readonly string[]>;
}

const expiry = (now: string) => Math.floor(Date.parse(now) / 1000) + LIFE_SECONDS;
const connectionKey = ({ tenant_id, connection_id }: Connection) =>
  `${tenant_id}#connection#${connection_id}`;
const incidentKey = ({ tenant_id, incident_id }: Incident) => `${tenant_id}#incident#${incident_id}`;

/**
 * Connections over a table. A subscription is two items: one under the incident, which pushes read, and its entry in
 * the connection's list, which a disconnect reads. The subscription is written first and listed second, so that a
 * disconnect at any moment leaves none behind:
 *
 *   subscribe    put ──────────────────────── list ✗ gone ── take it back
 *   disconnect        take connection ── delete what it lists
 *
 *   subscribe    put ── list ✓
 *   disconnect                 take connection ── delete what it lists, this one too
 *
 * What a crash between two steps leaves behind (or a client that subscribes and unsubscribes at once) is removed by
 * the first push that finds the connection gone, and by its TTL at the latest. A connection id never comes back, so
 * nothing left behind can reach anybody else.
 */
export const connections = (table: ConnectionTable): Connections => {
  const deleteSubscription = ({ tenant_id, connection_id }: Connection, incident_id: string) =>
    table.deleteSubscription(incidentKey({ tenant_id, incident_id }), connection_id);
  return {
    async open(connection, listener, now) {
      const item = { pk: connectionKey(connection), sk: 'connection', expires_at: expiry(now), ...listener };
      await table.put(ConnectionItem.parse(item));
    },
    async subscribe(connection, incident_id, now) {
      const { tenant_id, connection_id } = connection;
      const pk = incidentKey({ tenant_id, incident_id });
      await table.put(SubscriptionItem.parse({ pk, sk: connection_id, expires_at: expiry(now) }));
      const listed = await table.list({ pk: connectionKey(connection), incident_id, max: MAX_CHANNELS });
      if (listed === 'listed') return 'subscribed';
      await deleteSubscription(connection, incident_id);
      return listed;
    },
    async unsubscribe(connection, incident_id) {
      await deleteSubscription(connection, incident_id);
      await table.unlist(connectionKey(connection), incident_id);
    },
    async close(connection, seen = []) {
      const item = ConnectionItem.optional().parse(await table.takeConnection(connectionKey(connection)));
      const all = new Set([...seen, ...(item?.channels ?? [])]);
      await Promise.all([...all].map((incident_id) => deleteSubscription(connection, incident_id)));
    },
    subscribers: (incident) => table.subscribers(incidentKey(incident)),
  };
};
