import { project } from '../../projections/charts.ts';
import type { ChartView } from '../../schemas/chart/view.ts';
import { type Refusal, refuse } from '../../schemas/error.ts';
import { projected } from '../../store/catch-up.ts';
import type { ChartReads } from '../../store/chart-rows.ts';
import type { EventStore } from '../../store/event-store.ts';

/** Where charts are read. */
export interface ChartSources {
  readonly store: EventStore;
  readonly rows: ChartReads;
}

interface Wanted {
  readonly tenant_id: string;
  readonly id: string;
  readonly min_version: number;
}

const notThere = () => refuse('NOT_FOUND', 'There is no such chart.');

const notYet = (chart: ChartView, min_version: number): Refusal =>
  refuse('VERSION_CONFLICT', `The chart has no version ${min_version} yet.`, {
    server_version: chart.version,
    updated_at: chart.updated_at,
  });

/** The row where it is new enough; where the projection is still behind, the row and what its stream has after it. */
export const readChart = async (
  { store, rows }: ChartSources,
  { tenant_id, id, min_version }: Wanted,
): Promise<ChartView | Refusal> => {
  const row = await rows.get(tenant_id, id);
  if (row && row.version >= min_version) return row;
  const { commits } = await store.load({ tenant_id, category: 'chart', id }, row?.version);
  const chart = projected(project, row, commits);
  if (!chart) return notThere();
  return chart.version >= min_version ? chart : notYet(chart, min_version);
};
