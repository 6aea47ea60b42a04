import { decodeAccess, encodeAccess, placeOf } from './access-item.ts';
import { type AccessTrail, accessPage } from './access-trail.ts';

/** An access trail in memory, for tests and simulations. */
export const memoryAccessTrail = (): AccessTrail => {
  const items = new Map<string, Readonly<Record<string, unknown>>>();
  return {
    async record(tenantId, accesses) {
      for (const item of accesses.map((access) => encodeAccess(tenantId, access))) {
        const key = `${item.pk} ${item.sk}`;
        items.set(key, items.get(key) ?? item);
      }
    },
    async list(tenantId, query, { limit, after }) {
      const { pk, sk, partition } = placeOf(tenantId, query);
      const found = [...items.values()]
        .filter((item) => item[pk] === partition)
        .map((item) => ({ access: decodeAccess(item), position: String(item[sk]) }))
        .filter(({ position }) => after === undefined || position < after)
        .sort((a, b) => (a.position < b.position ? 1 : -1));
      return accessPage(found, limit);
    },
  };
};
