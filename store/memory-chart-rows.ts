import { ChartView, summaryOf } from '../schemas/chart/view.ts';
import type { ChartQuery, ChartRows } from './chart-rows.ts';
import { dateKey, pageOf } from './dated.ts';

const matches = (row: ChartView, query: ChartQuery): boolean =>
  [
    query.status === undefined || row.status === query.status,
    query.incident_number === undefined || row.incident_number === query.incident_number,
    query.from === undefined || row.date >= query.from,
    query.to === undefined || row.date < query.to,
    query.after === undefined || dateKey(row) < query.after.join('#'),
  ].every(Boolean);

/** What lies in the memory of a read model: tenants, and their rows by id. */
export type RowMemory = Map<string, Map<string, ChartView>>;

/** The read model of charts in memory, for tests and simulations. */
export const memoryChartRows = (tenants: RowMemory = new Map()): ChartRows => {
  const rowsOf = (tenantId: string) => tenants.get(tenantId) ?? new Map<string, ChartView>();
  return {
    get: async (tenantId, id) => rowsOf(tenantId).get(id),
    async put(tenantId, row, replaced) {
      const rows = rowsOf(tenantId);
      if ((rows.get(row.id)?.version ?? 0) !== replaced) return 'stale';
      tenants.set(tenantId, rows.set(row.id, ChartView.parse(row)));
      return 'put';
    },
    async list(tenantId, query) {
      const found = [...rowsOf(tenantId).values()]
        .filter((row) => matches(row, query))
        .sort((a, b) => (dateKey(a) < dateKey(b) ? 1 : -1));
      return pageOf(found.map(summaryOf), query.limit);
    },
  };
};
