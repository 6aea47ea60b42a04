import type { CallRecord } from './call-record.ts';

const measured = {
  prior_to_arrival: false,
  pressure_method: '3308005',
  heart_rate_method: '3311007',
  pulse_rhythm: '3313003',
  respiratory_effort: '3315011',
  etco2_unit: 'percent',
  gcs_eye: 3,
  gcs_verbal: 4,
  gcs_motor: 6,
  temperature_method: '3325007',
  responsiveness: '3326003',
};

const first = {
  ...measured,
  taken_at: '2024-10-07T20:27:00-04:00',
  systolic: 98,
  diastolic: 52,
  heart_rate: 44,
  spo2: 93,
  respiratory_rate: 18,
  etco2: 5.3,
  blood_glucose: 96,
  temperature: 36.1,
  stroke_scale_type: '3330023',
  stroke_scale_result: '3329001',
  stroke_scale_score: 1,
};

const second = {
  ...measured,
  taken_at: '2024-10-07T20:41:00-04:00',
  systolic: 100,
  diastolic: 57,
  heart_rate: 46,
  spo2: 94,
  respiratory_rate: 21,
  etco2: 5.4,
  temperature: 36.3,
};

/**
 * The vital signs of the overdose. The case has a third set, from before the unit arrived, whose time nobody recorded:
 * a chart has no place for signs without a time, so it is left out.
 */
export const OVERDOSE_VITALS: CallRecord['vitals'] = [first, second];
