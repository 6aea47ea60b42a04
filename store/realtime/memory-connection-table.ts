import type { ConnectionItem, ConnectionTable, SubscriptionItem } from './connection-table.ts';

const isConnection = (item: ConnectionItem | SubscriptionItem): item is ConnectionItem =>
  item.sk === 'connection';

/** The item with its list, which is no attribute when it is empty: DynamoDB has no empty sets. */
const withChannels = ({ channels: _, ...item }: ConnectionItem, left: readonly string[]): ConnectionItem =>
  left.length === 0 ? item : { ...item, channels: new Set(left) };

/** Connections and subscriptions in memory, for tests and simulations. */
export const memoryConnectionTable = (): ConnectionTable => {
  const connections = new Map<string, ConnectionItem>();
  const subscriptions = new Map<string, Set<string>>();
  const under = (pk: string) => subscriptions.get(pk) ?? new Set<string>();
  return {
    async put(item) {
      if (isConnection(item)) connections.set(item.pk, withChannels(item, [...(item.channels ?? [])]));
      else subscriptions.set(item.pk, under(item.pk).add(item.sk));
    },
    async list({ pk, incident_id, max }) {
      const item = connections.get(pk);
      if (!item) return 'gone';
      const channels = new Set(item.channels);
      if (channels.size >= max && !channels.has(incident_id)) return 'full';
      connections.set(pk, withChannels(item, [...channels.add(incident_id)]));
      return 'listed';
    },
    async unlist(pk, incident_id) {
      const item = connections.get(pk);
      if (!item) return;
      const left = [...(item.channels ?? [])].filter((each) => each !== incident_id);
      connections.set(pk, withChannels(item, left));
    },
    async takeConnection(pk) {
      const item = connections.get(pk);
      connections.delete(pk);
      return item;
    },
    async deleteSubscription(pk, connection_id) {
      under(pk).delete(connection_id);
    },
    subscribers: async (pk) => [...under(pk)].sort(),
  };
};
