import type { ChartEvent } from '../../../schemas/chart/events.ts';
import { headOf } from '../../memory-store.ts';
import {
  ATTACHMENT,
  chartIn,
  INTERVENTION_ID,
  idOf,
  MEDICATION,
  procedureRecorded,
  SIGNATURE,
  TENANT,
  VITAL_ID,
  VITALS,
  vitalsRecorded,
} from '../../sample-chart.ts';
import { because } from '../../sample-commits.ts';
import { chartWorld, OPENED } from '../chart-world.ts';

/** A write of an existing chart: its route, and what it asks for beside the version. */
export interface Write {
  readonly key: string;
  readonly asks: object;
  readonly params?: Record<string, string>;
}

/** One write of each route that edits a chart; each changes something of a {@link documentedChart}. */
export const EDITS: readonly Write[] = [
  { key: 'PATCH /v1/charts/{id}', asks: { location: { city: 'Northport' } } },
  { key: 'PATCH /v1/charts/{id}/patient', asks: { last_name: 'Example' } },
  { key: 'PATCH /v1/charts/{id}/narrative', asks: { text: 'Found sitting.' } },
  { key: 'POST /v1/charts/{id}/vitals', asks: VITALS },
  { key: 'PATCH /v1/charts/{id}/vitals/{vital_id}', asks: { spo2: 91 }, params: { vital_id: VITAL_ID } },
  { key: 'POST /v1/charts/{id}/interventions', asks: MEDICATION },
  {
    key: 'PATCH /v1/charts/{id}/interventions/{intervention_id}',
    asks: { kind: 'procedure', attempts: 3 },
    params: { intervention_id: INTERVENTION_ID },
  },
  { key: 'POST /v1/charts/{id}/signatures', asks: SIGNATURE },
  { key: 'POST /v1/charts/{id}/attachments', asks: ATTACHMENT },
  {
    key: 'PUT /v1/charts/{id}/elements',
    asks: {
      elements: [
        { group: 'root', element: 'eHistory.01', values: [{ nv: '7701001' }] },
        { group: VITAL_ID, element: 'eVitals.16', values: null },
      ],
      groups: [{ id: idOf(61), group: 'eHistory.CurrentMedsGroup', attributes: { CorrelationID: 'med-1' } }],
    },
  },
];

/** Every write of an existing chart. */
export const WRITES: readonly Write[] = [
  ...EDITS,
  { key: 'POST /v1/charts/{id}/transitions', asks: { to: 'ready_for_review' } },
];

/** A world whose chart has vital signs and a procedure and came to a state, all in one commit; with that version. */
export const documentedChart = async (status: Parameters<typeof chartIn>[0] = 'in_progress') => {
  const world = chartWorld();
  const events: ChartEvent[] = chartIn(status, [vitalsRecorded, procedureRecorded]);
  const head = await headOf(world.store, { tenant_id: TENANT, category: 'chart', id: OPENED.id });
  await world.store.append(head, events, because(0));
  const write = ({ key, asks, params = {} }: Write, version: number, more = {}) =>
    world.of(key, { params, body: { version, ...asks }, ...more });
  return { ...world, write, version: events.length };
};
