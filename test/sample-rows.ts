import type { ChartView } from '../schemas/chart/view.ts';
import { INCIDENT_ID, INCIDENT_NUMBER, idOf, MEDIC, minute } from './sample-chart.ts';

/** The row of the `n`-th chart, opened `n` minutes after the call; lists are sorted by that moment. */
export const rowOf = (n: number, change: Partial<ChartView> = {}): ChartView => ({
  id: idOf(n),
  version: 1,
  status: 'draft',
  incident_number: INCIDENT_NUMBER,
  incident_id: INCIDENT_ID,
  date: minute(n),
  opened_at: minute(n),
  opened_by: MEDIC.user_id,
  updated_at: minute(n),
  response: {},
  times: {},
  location: {},
  situation: {},
  disposition: {},
  patient: {},
  narrative: {},
  vitals: [],
  interventions: [],
  signatures: [],
  attachments: [],
  elements: [],
  groups: [],
  ...change,
});
