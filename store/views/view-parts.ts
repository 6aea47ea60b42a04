import type { Project } from '../catch-up.ts';
import type { EventStore } from '../event-store.ts';
import type { ChartCopies } from './chart-copies.ts';
import type { GenerationTable } from './generation-table.ts';
import type { KeyScan } from './key-scan.ts';

/** All that a rebuild of the charts' read model works with. */
export interface ViewParts {
  readonly table: GenerationTable;
  readonly copies: ChartCopies;
  readonly keys: KeyScan;
  readonly store: EventStore;
  readonly project: Project;
  now(): Date;
}
