import { isRefusal } from '../../schemas/error.ts';
import * as routes from '../../schemas/routes/chart-reads.ts';
import type { AccessTrail } from '../../store/access/access-trail.ts';
import type { ChartReads } from '../../store/chart-rows.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { badCursor } from './bad-cursor.ts';
import { chartSubjects } from './chart-subjects.ts';
import { type ChartSources, readChart } from './read-chart.ts';
import { recordRead } from './record-read.ts';

interface Parts extends ChartSources {
  readonly trail: AccessTrail;
}

const getChart = (parts: Parts) =>
  endpoint(routes.getChart, async (request) => {
    const { caller, params, query } = request;
    const wanted = { tenant_id: caller.tenant_id, id: params.id, min_version: query.min_version ?? 1 };
    const chart = await readChart(parts, wanted);
    if (isRefusal(chart)) return chart;
    const subjects = chartSubjects(chart);
    await recordRead(parts.trail, request, { operation: routes.getChart.operation, subjects });
    return chart;
  });

/** A cursor is the id of the last row of a page: the date it stands at identifies a patient, and is in no URL. */
const positionOf = async (rows: ChartReads, tenantId: string, cursor: string | undefined) => {
  if (cursor === undefined) return {};
  const row = await rows.get(tenantId, cursor);
  return row ? { after: [row.date, row.id] as const } : badCursor();
};

const listCharts = ({ rows }: Parts) =>
  endpoint(routes.listCharts, async ({ caller, query: { cursor, ...query } }) => {
    const position = await positionOf(rows, caller.tenant_id, cursor);
    if (isRefusal(position)) return position;
    const { items, next } = await rows.list(caller.tenant_id, { ...query, ...position });
    return { items: [...items], next_cursor: next ? next[1] : null };
  });

/** Reading one chart, which the access trail keeps, and lists of them, which hold nothing to keep. */
export const chartQueryEndpoints = (parts: Parts): readonly Endpoint[] =>
  [getChart, listCharts].map((make) => make(parts));
