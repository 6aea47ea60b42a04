import { project } from '../../projections/charts.ts';
import type { ChartView } from '../../schemas/chart/view.ts';
import type { StreamName } from '../../schemas/stream.ts';
import { projected } from '../../store/catch-up.ts';
import type { EventStore } from '../../store/event-store.ts';

/** A chart at a version, or that its patient's data was destroyed, so that what is left is no report any more. */
export const chartAt = async (
  store: Pick<EventStore, 'load'>,
  { tenant_id, id }: Pick<StreamName, 'tenant_id' | 'id'>,
  version: number,
): Promise<ChartView | 'destroyed'> => {
  const { commits } = await store.load({ tenant_id, category: 'chart', id });
  const then = commits.filter((commit) => commit.version <= version);
  if (then.some(({ events }) => events.some(({ shredded }) => shredded !== undefined))) return 'destroyed';
  const chart = projected(project, undefined, then);
  if (chart?.version !== version) throw new Error(`The chart ${id} has no version ${version}.`);
  return chart;
};
