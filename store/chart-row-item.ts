import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { ChartSummary, ChartView, summaryOf } from '../schemas/chart/view.ts';

/**
 * A chart's row as it lies in the table: keys, what lists show, and the whole chart, which no index holds. The chart is
 * compressed: it repeats its field names, and write units are counted by the KB.
 */
const ChartRowItem = z.looseObject({ chart: z.instanceof(Uint8Array) });

/** Whose rows, and of which generation of the read model. */
export interface RowSpace {
  readonly tenantId: string;
  readonly generation: number;
}

/** What every key of a generation begins with after its tenant; generation 0 was before there were others. */
export const spaceMark = (generation: number): string =>
  generation === 0 ? '#charts' : `#charts@${generation}`;

const spaceKey = ({ tenantId, generation }: RowSpace): string => `${tenantId}${spaceMark(generation)}`;

/** The partition of a chart's row. */
export const rowKey = (space: RowSpace, id: string) => ({ pk: `${spaceKey(space)}#${id}`, sk: 'row' });

/** The indexes and their partitions: all charts of a tenant by date, by status and date, by incident and date. */
export const INDEXES = {
  by_date: { key: 'date_pk', partition: spaceKey },
  by_status: {
    key: 'status_pk',
    partition: (space: RowSpace, status: string) => `${spaceKey(space)}#${status}`,
  },
  by_incident: {
    key: 'incident_pk',
    partition: (space: RowSpace, number: string) => `${spaceKey(space)}#${number}`,
  },
} as const;

/** The sort key of every index; `from` and `to` compare with its date part. */
export const dateKey = (row: { date: string; id: string }): string => `${row.date}#${row.id}`;

/** The item of a row. */
export const encodeRow = (space: RowSpace, row: ChartView): Record<string, unknown> => ({
  ...rowKey(space, row.id),
  date_pk: INDEXES.by_date.partition(space),
  status_pk: INDEXES.by_status.partition(space, row.status),
  incident_pk: INDEXES.by_incident.partition(space, row.incident_number),
  date_sk: dateKey(row),
  ...summaryOf(row),
  chart: gzipSync(JSON.stringify(ChartView.parse(row))),
});

/** The row of an item; throws on anything that is no chart. */
export const decodeRow = (item: unknown): ChartView =>
  ChartView.parse(JSON.parse(gunzipSync(ChartRowItem.parse(item).chart).toString('utf8')));

/** What an index shows of a row. */
export const decodeSummary = (item: unknown): ChartSummary => ChartSummary.strip().parse(item);
