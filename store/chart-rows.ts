import type { ChartStatus } from '../schemas/chart/status.ts';
import type { ChartSummary, ChartView } from '../schemas/chart/view.ts';

/** Where a page ended: the date and the id of its last row. */
type Position = readonly [date: string, id: string];

/** Which charts of a tenant a list asks for; `from` is included, `to` is not; a page starts after `after`. */
export interface ChartQuery {
  readonly status?: ChartStatus | undefined;
  readonly incident_number?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: Position | undefined;
  readonly limit: number;
}

/** One page, newest first, and where it ended when there is more. */
export interface ChartPage {
  readonly items: readonly ChartSummary[];
  readonly next: Position | undefined;
}

/** The read model of charts: one row a chart, changed only from the version it was read at. */
export interface ChartRows {
  get(tenantId: string, id: string): Promise<ChartView | undefined>;
  /** Stores the row if the stored one still has version `replaced` (0: there is none); says 'stale' otherwise. */
  put(tenantId: string, row: ChartView, replaced: number): Promise<'put' | 'stale'>;
  list(tenantId: string, query: ChartQuery): Promise<ChartPage>;
}

/** What readers of the read model need of it. */
export type ChartReads = Pick<ChartRows, 'get' | 'list'>;

/** A page of what was found, where one more than asked for was looked for. */
export const pageOf = (found: readonly ChartSummary[], limit: number): ChartPage => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? [last.date, last.id] : undefined };
};
