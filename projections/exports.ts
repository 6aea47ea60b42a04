import type { Commit } from '../schemas/commit.ts';
import type { RequestedExport } from '../schemas/export.ts';
import type { ExportSummary } from '../schemas/export-view.ts';

/** What a projection knows of the first and the last commit of a stream. */
export interface Ends {
  readonly first: Pick<Commit, 'id' | 'time' | 'actor'>;
  readonly last: Pick<Commit, 'version' | 'time'>;
}

/** The row of an export: of its state and of the commits that it began and stands at. */
export const summaryOf = (
  { status, request, verdict, artifact }: RequestedExport,
  { first, last }: Ends,
): ExportSummary => ({
  id: first.id,
  version: last.version,
  status,
  ...request,
  date: first.time,
  requested_by: first.actor.user_id,
  updated_at: last.time,
  ...(verdict?.chart_status && { chart_status: verdict.chart_status }),
  ...(verdict && { counts: verdict.counts }),
  ...(artifact && { artifact: { sha256: artifact.sha256, bytes: artifact.bytes } }),
});
