import { randomInt, randomUUID } from 'node:crypto';
import { Vitals } from '../../schemas/chart/care.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import type { Because } from '../../store/event-store.ts';

/** The events that measurements write: no store knows more of them than their types. */
export type SampleEvent = Extract<ChartEvent, { type: 'chart.opened' | 'chart.vitals_recorded' }>;

/** A number of a vital sign that differs from event to event, as no two sets of a patient are the same. */
const about = (middle: number): number => middle + randomInt(-9, 10);

const takenAt = (): string => {
  const two = (most: number) => String(randomInt(most)).padStart(2, '0');
  return `2026-01-15T${two(24)}:${two(60)}:${two(60)}-05:00`;
};

const small = () => ({
  taken_at: takenAt(),
  systolic: about(120),
  diastolic: about(70),
  heart_rate: about(80),
  spo2: about(85),
  respiratory_rate: about(20),
  gcs_eye: randomInt(1, 5),
});

const usual = () => ({
  ...small(),
  prior_to_arrival: false,
  pressure_method: '3308005',
  heart_rate_method: '3311007',
  respiratory_effort: '3315011',
  blood_glucose: about(110),
  gcs_verbal: randomInt(1, 6),
  gcs_motor: randomInt(1, 7),
  temperature: about(360) / 10,
  responsiveness: '3326003',
});

/** Sizes of events: `small` is about 230 bytes of JSON, `usual` a set of vital signs with 16 values. */
export const SIZES = { small, usual } as const;
export type Size = keyof typeof SIZES;

/** The event that opens a chart. */
export const opening = (): SampleEvent => ({
  type: 'chart.opened',
  data: { incident_number: '26-0815', incident_id: randomUUID() },
});

/** A chart holds a hundred sets at most; what is longer than that records the same ones again. */
const VITAL_IDS = Array.from({ length: 50 }, () => randomUUID());

/** Sets of vital signs, the most frequent entry of a chart. */
export const vitals = (size: Size, count: number): readonly SampleEvent[] =>
  Array.from({ length: count }, () => ({
    type: 'chart.vitals_recorded',
    data: {
      vital_id: VITAL_IDS[randomInt(VITAL_IDS.length)] ?? randomUUID(),
      vitals: Vitals.parse(SIZES[size]()),
    },
  }));

/** A stream's events in batches: the first opens the chart alone, each other one has `each` of them. */
export const batches = (size: Size, events: number, each: number): readonly (readonly SampleEvent[])[] => {
  const rest = Array.from({ length: Math.ceil((events - 1) / each) }, (_, at) =>
    vitals(size, Math.min(each, events - 1 - at * each)),
  );
  return [[opening()], ...rest];
};

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
