import type { TicketItem, TicketTable } from './ticket-table.ts';

/** Tickets in memory, for tests and simulations. */
export const memoryTicketTable = (): TicketTable => {
  const items = new Map<string, TicketItem>();
  return {
    async put(item) {
      items.set(item.pk, { ...item });
    },
    async take(pk, now) {
      const item = items.get(pk);
      if (!item || item.expires_at <= now) return undefined;
      items.delete(pk);
      return item;
    },
  };
};
