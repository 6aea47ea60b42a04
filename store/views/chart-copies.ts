import type { ChartRows } from '../chart-rows.ts';
import type { Cursor } from './stream-scan.ts';

/** A row as a scan of a generation shows it. */
export interface FoundRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly opened_at: string;
}

/** Rows of a generation, and the token to go on with where there is more. */
interface RowPage {
  readonly rows: readonly FoundRow[];
  readonly token?: string;
}

/** The generations of the read model of charts, side by side. */
export interface ChartCopies {
  of(generation: number): ChartRows;
  /** The rows of a generation of all tenants, in segments that can be read side by side. */
  page(generation: number, at: Cursor): Promise<RowPage>;
  /** Deletes rows of a generation; those that are gone already are no fault. */
  remove(generation: number, rows: readonly FoundRow[]): Promise<void>;
}
