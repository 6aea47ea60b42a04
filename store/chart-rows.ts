import type { ChartStatus } from '../schemas/chart/status.ts';
import type { ChartSummary, ChartView } from '../schemas/chart/view.ts';
import type { Page, Position } from './dated.ts';

/** Which charts of a tenant a list asks for; `from` is included, `to` is not; a page starts after `after`. */
export interface ChartQuery {
  readonly status?: ChartStatus | undefined;
  readonly incident_number?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: Position | undefined;
  readonly limit: number;
}

/** The read model of charts: one row a chart, changed only from the version it was read at. */
export interface ChartRows {
  get(tenantId: string, id: string): Promise<ChartView | undefined>;
  /** Stores the row if the stored one still has version `replaced` (0: there is none); says 'stale' otherwise. */
  put(tenantId: string, row: ChartView, replaced: number): Promise<'put' | 'stale'>;
  list(tenantId: string, query: ChartQuery): Promise<Page<ChartSummary>>;
}

/** What readers of the read model need of it. */
export type ChartReads = Pick<ChartRows, 'get' | 'list'>;
