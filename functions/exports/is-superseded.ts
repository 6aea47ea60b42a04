import { isFinished } from '../../domain/chart-lifecycle.ts';
import type { BusEntry } from '../../schemas/commit.ts';
import type { RequestedExport } from '../../schemas/export.ts';
import type { ExportSummary } from '../../schemas/export-view.ts';
import type { ExportRows } from '../../store/exports/export-rows.ts';

/** The newest exports of a chart that are looked at; more of one chart nobody asks for. */
const NEWEST = 100;

/** Whether the state has it, or gets it. */
const isForState = ({ kind, status, chart_status }: ExportSummary): boolean =>
  kind === 'full' &&
  chart_status !== undefined &&
  isFinished(chart_status) &&
  ['exported', 'submitted', 'accepted'].includes(status);

/**
 * Whether a newer version of the chart is an export for the state: each export of a chart is the same report to it, and
 * what comes last is what it keeps. As the list of exports knows, which follows by a moment.
 */
export const isSuperseded = async (
  rows: Pick<ExportRows, 'list'>,
  { tenant_id }: Pick<BusEntry, 'tenant_id'>,
  { request }: Pick<RequestedExport, 'request'>,
): Promise<boolean> => {
  if (request.kind === 'dem') return false;
  const { chart_id, chart_version } = request;
  const { items } = await rows.list(tenant_id, { chart_id, limit: NEWEST });
  return items.some((other) => isForState(other) && (other.chart_version ?? 0) > chart_version);
};
