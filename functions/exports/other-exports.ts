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

/** An export that is worked on, as its chart's other exports are compared with it. */
interface Worked {
  readonly entry: Pick<BusEntry, 'tenant_id' | 'id'>;
  readonly job: Pick<RequestedExport, 'request' | 'artifact'>;
}

type Rows = Pick<ExportRows, 'list'>;

/** The other exports of the same chart, as their list knows them, which follows by a moment. */
const others = async (rows: Rows, { entry, job: { request } }: Worked): Promise<readonly ExportSummary[]> => {
  if (request.kind === 'dem') return [];
  const { items } = await rows.list(entry.tenant_id, { chart_id: request.chart_id, limit: NEWEST });
  return items.filter(({ id }) => id !== entry.id);
};

/**
 * Whether a newer version of the chart is an export for the state: each export of a chart is the same report to it, and
 * what comes last is what it keeps.
 */
export const isSuperseded = async (rows: Rows, worked: Worked): Promise<boolean> => {
  const { request } = worked.job;
  const version = request.kind === 'dem' ? 0 : request.chart_version;
  return (await others(rows, worked)).some(
    (other) => isForState(other) && (other.chart_version ?? 0) > version,
  );
};

/** Whether the state took this very file before, when another export of the chart brought it. */
export const wasTaken = async (rows: Rows, worked: Worked): Promise<boolean> =>
  (await others(rows, worked)).some(
    ({ status, artifact }) => status === 'accepted' && artifact?.sha256 === worked.job.artifact?.sha256,
  );
