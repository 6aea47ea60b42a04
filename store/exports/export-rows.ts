import type { ExportStatus } from '../../schemas/export.ts';
import type { ExportSummary } from '../../schemas/export-view.ts';
import type { Page, Position } from '../dated.ts';

/** Which exports of a tenant a list asks for; `from` is included, `to` is not; a page starts after `after`. */
export interface ExportQuery {
  readonly status?: ExportStatus | undefined;
  readonly chart_id?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: Position | undefined;
  readonly limit: number;
}

/** The read model of exports: one row an export, which only ever gets newer. */
export interface ExportRows {
  get(tenantId: string, id: string): Promise<ExportSummary | undefined>;
  /** Stores the row unless a newer one is there already. */
  put(tenantId: string, row: ExportSummary): Promise<void>;
  list(tenantId: string, query: ExportQuery): Promise<Page<ExportSummary>>;
}
