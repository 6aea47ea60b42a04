import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { ChartSummary, ChartView, summaryOf } from '../schemas/chart/view.ts';
import { dateKey } from './dated.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { opener, sealAll } from './seal/sealer.ts';

/**
 * A chart's row as it lies in the table: keys, what lists show, and the whole chart, which no index holds. Of the chart
 * what is somebody's is sealed under their keys, as in events; all of it is compressed, for write units are counted by
 * the KB, and a blob's text is a third longer than its bytes.
 */
const ChartRowItem = z.looseObject({
  pk: z.string(),
  version: ChartView.shape.version,
  chart: z.instanceof(Uint8Array),
});

/** What is compressed. */
const SealedChart = z.strictObject({ clear: z.unknown(), phi: z.record(z.string(), z.base64()) });

/** Whose rows, and of which generation of the read model. */
export interface RowSpace {
  readonly tenantId: string;
  readonly generation: number;
}

/** What every key of a generation has after its tenant; generation 0 is older than the mark. */
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

const sealedChart = async (ring: KeyRing, space: RowSpace, row: ChartView): Promise<Uint8Array> => {
  const at = [rowKey(space, row.id).pk, row.version, 'row'];
  const place = { schema: ChartView, streamId: row.id, at, value: ChartView.parse(row) };
  const [sealed] = await sealAll(ring, space.tenantId, [place]);
  return gzipSync(JSON.stringify(sealed));
};

/**
 * The item of a row.
 * @throws SubjectDestroyed when the row holds data of a subject whose key is destroyed
 */
export const encodeRow = async (
  ring: KeyRing,
  space: RowSpace,
  row: ChartView,
): Promise<Record<string, unknown>> => ({
  ...rowKey(space, row.id),
  date_pk: INDEXES.by_date.partition(space),
  status_pk: INDEXES.by_status.partition(space, row.status),
  incident_pk: INDEXES.by_incident.partition(space, row.incident_number),
  date_sk: dateKey(row),
  ...summaryOf(row),
  version: row.version,
  chart: await sealedChart(ring, space, row),
});

const Fields = z.record(z.string(), z.unknown());

/** A section without the lists in which nobody is left: a row says nothing of what it does not know. */
const known = (section: unknown): unknown => {
  const fields = Object.entries(Fields.safeParse(section).data ?? {});
  return Object.fromEntries(fields.filter(([, value]) => value !== null));
};

/** What is left of a field when a subject's key is destroyed: entries that still are whole, or nothing. */
const left = (schema: z.ZodType, value: unknown): unknown => {
  if (schema.safeParse(value).success) return value;
  if (!(schema instanceof z.ZodArray)) return known(value);
  const list = Array.isArray(value) ? value : [];
  return list.filter((each) => z.safeParse(schema.element, each).success);
};

/** A chart without what was a destroyed subject's: as a fold of its stream, which lacks it too, would give it. */
const remaining = (value: unknown): Record<string, unknown> => {
  const fields = Fields.parse(value);
  return Object.fromEntries(
    Object.entries(ChartView.shape).map(([name, schema]) => [name, left(schema, fields[name])]),
  );
};

/** What a row does not have that was written before charts could say it, and says nothing of. */
const NOT_THEN = { elements: [], groups: [] };

/** The row of an item; throws on anything that is no chart. */
export const decodeRow = async (ring: KeyRing, tenantId: string, item: unknown): Promise<ChartView> => {
  const { pk, version, chart } = ChartRowItem.parse(item);
  const sealed = SealedChart.parse(JSON.parse(gunzipSync(chart).toString('utf8')));
  const open = await opener(ring, tenantId, [sealed]);
  const { value, shredded } = open({ at: [pk, version, 'row'], ...sealed });
  return ChartView.parse({ ...NOT_THEN, ...Fields.parse(shredded ? remaining(value) : value) });
};

/** What an index shows of a row. */
export const decodeSummary = (item: unknown): ChartSummary => ChartSummary.strip().parse(item);
