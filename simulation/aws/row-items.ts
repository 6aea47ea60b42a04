import * as z from 'zod';
import { decodeRow, encodeRow, rowKey, spaceMark } from '../../store/chart-row-item.ts';
import type { KeyRing } from '../../store/keys/key-ring.ts';
import { segmentOf } from '../../store/segment-of.ts';
import type { ChartCopies, FoundRow } from '../../store/views/chart-copies.ts';
import type { Cursor } from '../../store/views/stream-scan.ts';

type Item = Readonly<Record<string, unknown>>;

/** The table of the read model: rows as they lie there, sealed. */
export interface RowItems {
  get(pk: string): Promise<Item | undefined>;
  /** Stores the item if the one that is there has this version (0: there is none). */
  put(item: Item, replaced: number): Promise<'put' | 'stale'>;
  scan(mark: string, at: Cursor): Promise<Awaited<ReturnType<ChartCopies['page']>>>;
  remove(pk: string): Promise<void>;
}

const Found = z.object({ pk: z.string(), version: z.int(), opened_at: z.string() });

const foundRow = (mark: string, item: Item): FoundRow => {
  const { pk, opened_at } = Found.parse(item);
  const [tenant_id = '', id = ''] = pk.split(`${mark}#`);
  return { tenant_id, id, opened_at };
};

/** An empty table, whose scans have pages of so many rows. */
export const rowItems = (pageSize = 2): RowItems => {
  const items = new Map<string, Item>();
  return {
    get: async (pk) => items.get(pk),
    async put(item, replaced) {
      const { pk } = Found.parse(item);
      const there = items.get(pk);
      if ((there ? Found.parse(there).version : 0) !== replaced) return 'stale';
      items.set(pk, item);
      return 'put';
    },
    async scan(mark, { segment, segments, token = '' }) {
      const rest = [...items.keys()]
        .filter((pk) => pk.includes(`${mark}#`) && segmentOf(pk, segments) === segment && pk > token)
        .sort();
      const shown = rest.slice(0, pageSize);
      const rows = shown.map((pk) => foundRow(mark, items.get(pk) ?? {}));
      const last = shown.at(-1);
      return rest.length > pageSize && last ? { rows, token: last } : { rows };
    },
    async remove(pk) {
      items.delete(pk);
    },
  };
};

/** The generations of the read model in such a table, with the keys of whoever reads and writes it. */
export const copiesIn = (table: RowItems, ring: KeyRing): ChartCopies => ({
  of: (generation) => ({
    async get(tenantId, id) {
      const item = await table.get(rowKey({ tenantId, generation }, id).pk);
      return item && decodeRow(ring, tenantId, item);
    },
    put: async (tenantId, row, replaced) =>
      table.put(await encodeRow(ring, { tenantId, generation }, row), replaced),
    list: () => Promise.reject(new Error('Nobody asks for lists of charts in a simulation.')),
  }),
  page: (generation, at) => table.scan(spaceMark(generation), at),
  async remove(generation, rows) {
    for (const { tenant_id: tenantId, id } of rows)
      await table.remove(rowKey({ tenantId, generation }, id).pk);
  },
});
