import { ExportSummary } from '../../schemas/export-view.ts';
import { dateKey, pageOf } from '../dated.ts';
import type { ExportQuery, ExportRows } from './export-rows.ts';

const matches = (row: ExportSummary, query: ExportQuery): boolean =>
  [
    query.status === undefined || row.status === query.status,
    query.chart_id === undefined || row.chart_id === query.chart_id,
    query.from === undefined || row.date >= query.from,
    query.to === undefined || row.date < query.to,
    query.after === undefined || dateKey(row) < query.after.join('#'),
  ].every(Boolean);

/** The read model of exports in memory. */
export const memoryExportRows = (): ExportRows => {
  const rows = new Map<string, ExportSummary>();
  const keyOf = (tenantId: string, id: string) => `${tenantId}#${id}`;
  return {
    get: async (tenantId, id) => rows.get(keyOf(tenantId, id)),
    async put(tenantId, row) {
      const key = keyOf(tenantId, row.id);
      if ((rows.get(key)?.version ?? 0) < row.version) rows.set(key, ExportSummary.parse(row));
    },
    async list(tenantId, query) {
      const found = [...rows]
        .filter(([key, row]) => key.startsWith(`${tenantId}#`) && matches(row, query))
        .map(([, row]) => row)
        .sort((a, b) => (dateKey(a) < dateKey(b) ? 1 : -1));
      return pageOf(found, query.limit);
    },
  };
};
