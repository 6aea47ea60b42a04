import type { CallRecord } from './call-record.ts';

const measured = {
  prior_to_arrival: false,
  pressure_method: '3308005',
  heart_rate_method: '3311009',
  pulse_rhythm: '3313003',
  respiratory_effort: '3315011',
  etco2_unit: 'percent',
  gcs_eye: 4,
  gcs_verbal: 5,
  gcs_motor: 5,
  responsiveness: '3326003',
};

const onContact = {
  ...measured,
  taken_at: '2024-10-11T17:04:58-04:00',
  systolic: 102,
  diastolic: 50,
  heart_rate: 118,
  spo2: 84,
  respiratory_rate: 68,
  etco2: 5.3,
  pain_score: 7,
};

const onArrival = {
  ...measured,
  taken_at: '2024-10-11T17:28:01-04:00',
  systolic: 108,
  diastolic: 62,
  heart_rate: 86,
  spo2: 92,
  respiratory_rate: 35,
  etco2: 5.5,
  pain_score: 5,
};

const emt = { prior_to_arrival: false, performed_by: '67981', performer_role: '9905005' };
const paramedic = { prior_to_arrival: false, performed_by: '42257', performer_role: '9905007' };

const medications = [
  {
    ...emt,
    kind: 'medication',
    performed_at: '2024-10-11T17:05:20-04:00',
    medication: '7806',
    route: '9927031',
    dose: 10,
    dose_unit: '3706035',
    response: '9916001',
    complications: ['3708031'],
  },
  {
    ...paramedic,
    kind: 'medication',
    performed_at: '2024-10-11T17:14:28-04:00',
    medication: '3628',
    route: '9927023',
    dose: 30,
    dose_unit: '3706017',
    response: '9916001',
    complications: ['3708031'],
  },
];

const procedures = [
  {
    ...emt,
    kind: 'procedure',
    performed_at: '2024-10-11T17:06:04-04:00',
    procedure: '372045002',
    attempts: 1,
    successful: true,
    complications: ['3907033'],
    response: '9916001',
  },
  {
    ...paramedic,
    kind: 'procedure',
    performed_at: '2024-10-11T17:13:42-04:00',
    procedure: '392230005',
    attempts: 2,
    successful: true,
    complications: ['3907049'],
    response: '9916003',
  },
];

/** The vital signs on first contact and on arrival at the hospital. */
export const COLLISION_VITALS: CallRecord['vitals'] = [onContact, onArrival];

/**
 * What was given and done. Left out is the fluid of the case, coded in SNOMED CT: a medication here is an RxNorm code.
 */
export const COLLISION_INTERVENTIONS: CallRecord['interventions'] = [...medications, ...procedures];
