import type { Project } from '../catch-up.ts';
import type { EventStore } from '../event-store.ts';
import type { KeyScan } from '../key-scan.ts';
import type { ChartCopies } from './chart-copies.ts';
import type { GenerationTable } from './generation-table.ts';

/** Keys a page of the scan: a slice of work ends with a page, so it is one that takes seconds. */
export const KEYS_A_PAGE = 250;

/** All that a rebuild of the charts' read model works with. */
export interface ViewParts {
  readonly table: GenerationTable;
  readonly copies: ChartCopies;
  readonly keys: KeyScan;
  readonly store: EventStore;
  readonly project: Project;
  now(): Date;
}
