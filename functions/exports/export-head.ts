import { evolve, initial } from '../../domain/export.ts';
import { summaryOf } from '../../projections/exports.ts';
import type { Commit } from '../../schemas/commit.ts';
import type { RequestedExport } from '../../schemas/export.ts';
import type { ExportSummary } from '../../schemas/export-view.ts';
import { eventsOf } from '../../store/codec.ts';
import type { EventStore } from '../../store/event-store.ts';

/** Whose export. */
export interface ExportName {
  readonly tenant_id: string;
  readonly id: string;
}

/** An export as its stream tells: its state, its row, and when it was asked for. */
export interface ExportHead {
  readonly job: RequestedExport;
  readonly row: ExportSummary;
}

/** The stream of an export. */
export const exportStream = ({ tenant_id, id }: ExportName) =>
  ({ tenant_id, category: 'export', id }) as const;

const headOf = (commits: readonly Commit[]): ExportHead | undefined => {
  const [first, last] = [commits[0], commits.at(-1)];
  const job = commits.flatMap((commit) => eventsOf<'export'>(commit)).reduce(evolve, initial);
  if (!first || !last || job.status === 'unrequested') return undefined;
  return { job, row: summaryOf(job, { first, last }) };
};

/** An export as it is now, or undefined when nobody asked for it. */
export const exportHead = async (
  store: Pick<EventStore, 'load'>,
  name: ExportName,
): Promise<ExportHead | undefined> => headOf((await store.load(exportStream(name))).commits);
