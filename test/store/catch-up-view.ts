import { project } from '../../projections/charts.ts';
import { type ChartEvent, SECTION_RECORDED } from '../../schemas/chart/events.ts';
import type { ChartView } from '../../schemas/chart/view.ts';
import { catchUp } from '../../store/catch-up.ts';
import { memoryChartRows } from '../../store/memory-chart-rows.ts';
import { headOf, memoryStore } from '../memory-store.ts';
import { CHART_ID, moved, opened, TENANT, vitalsRecorded } from '../sample-chart.ts';
import { because, streamOf } from '../sample-commits.ts';

/** Four commits, which end at versions 1, 3, 4 and 5. */
export const HISTORY: readonly (readonly ChartEvent[])[] = [
  [opened],
  [moved('draft', 'in_progress'), vitalsRecorded],
  [SECTION_RECORDED.patient({ last_name: 'Example' })],
  [SECTION_RECORDED.patient({ last_name: null, first_name: 'Ida' })],
];
/** The stream it is the history of. */
export const stream = streamOf();

/** A store that holds the first commits of the history, and a read model that nothing was projected to. */
export const viewOf = async (commits = HISTORY.length) => {
  const store = memoryStore();
  const append = async (events: readonly ChartEvent[]) => {
    const head = await headOf(store, stream);
    await store.append(head, events, because(head.version + 1));
  };
  for (const events of HISTORY.slice(0, commits)) await append(events);
  return { store, rows: memoryChartRows(), project, append };
};

/** The row as the whole history makes it, told by one message about the last commit. */
export const complete = async (): Promise<ChartView | undefined> => {
  const view = await viewOf();
  await catchUp(view, stream, 5);
  return view.rows.get(TENANT, CHART_ID);
};
