import { decodeRow, encodeRow } from '../../store/chart-row-item.ts';
import type { ChartRows } from '../../store/chart-rows.ts';
import type { KeyRing } from '../../store/keys/key-ring.ts';
import { memoryChartRows } from '../../store/memory-chart-rows.ts';

/** Rows in memory as they lie in the table: sealed, so that they share the fate of their subjects' keys. */
export const sealedRows = (ring: KeyRing): ChartRows => {
  const items = new Map<string, Record<string, unknown>>();
  return {
    list: memoryChartRows().list,
    async get(tenantId, id) {
      const item = items.get(`${tenantId}#${id}`);
      return item && decodeRow(ring, tenantId, item);
    },
    async put(tenantId, row, replaced) {
      const name = `${tenantId}#${row.id}`;
      const item = await encodeRow(ring, { tenantId, generation: 0 }, row);
      if (Number(items.get(name)?.['version'] ?? 0) !== replaced) return 'stale';
      items.set(name, item);
      return 'put';
    },
  };
};
