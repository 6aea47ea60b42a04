import { randomUUID } from 'node:crypto';
import { Vitals } from '../../schemas/chart/care.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import type { Because } from '../../store/event-store.ts';

const VITALS = Vitals.parse({
  taken_at: '2026-01-15T10:20:00-05:00',
  prior_to_arrival: false,
  systolic: 98,
  diastolic: 52,
  pressure_method: '3308005',
  heart_rate: 44,
  heart_rate_method: '3311007',
  spo2: 93,
  respiratory_rate: 18,
  respiratory_effort: '3315011',
  blood_glucose: 96,
  gcs_eye: 3,
  gcs_verbal: 4,
  gcs_motor: 6,
  temperature: 36.1,
  responsiveness: '3326003',
});

/** The event that opens a chart. */
export const opening = (): ChartEvent => ({
  type: 'chart.opened',
  data: { incident_number: '26-0815', incident_id: randomUUID() },
});

/** A chart holds a hundred sets at most; what is longer than that records the same ones again. */
const VITAL_IDS = Array.from({ length: 50 }, () => randomUUID());

/** Events of a usual size: sets of vital signs, the most frequent entry of a chart. */
export const vitals = (count: number): readonly ChartEvent[] =>
  Array.from({ length: count }, () => ({
    type: 'chart.vitals_recorded',
    data: {
      vital_id: VITAL_IDS[Math.floor(Math.random() * VITAL_IDS.length)] ?? randomUUID(),
      vitals: VITALS,
    },
  }));

/** A chart's stream that nobody has written to. */
export const freshStream = () => ({ tenant_id: 'bench-ems', category: 'chart', id: randomUUID() }) as const;

/** What a commit says of its cause. */
export const because = (): Because => ({
  time: new Date().toISOString(),
  actor: { user_id: randomUUID(), role: 'ems' },
  command_id: randomUUID(),
  correlation_id: randomUUID(),
  causation_id: randomUUID(),
});
