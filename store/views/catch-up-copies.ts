import { catchUp, type Project } from '../catch-up.ts';
import type { EventStore } from '../event-store.ts';
import type { ChartCopies } from './chart-copies.ts';
import { type Generations, written } from './generations.ts';
import type { FoundStream } from './stream-scan.ts';

interface Projector {
  readonly store: EventStore;
  readonly copies: ChartCopies;
  readonly project: Project;
  known(): Promise<Generations>;
}

/**
 * Brings a chart's row up to date in every copy that is written to, the live one first. It is done only when all are:
 * a message that fails at the copy beside the live one comes again, and finds the live row as it should be.
 */
export const catchUpCopies = async (
  { store, copies, project, known }: Projector,
  stream: FoundStream['name'],
  version: number,
): Promise<void> => {
  for (const generation of written(await known()))
    await catchUp({ store, project, rows: copies.of(generation) }, stream, version);
};
