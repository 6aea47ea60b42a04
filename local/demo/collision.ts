import type { CallRecord } from './call-record.ts';
import { COLLISION_INTERVENTIONS, COLLISION_VITALS } from './collision-care.ts';

const response = {
  response_number: '351-24.46578.3',
  service_requested: '2205001',
  unit_number: '84DR8411',
  unit_call_sign: 'DF A1',
  unit_capability: '2207015',
  dispatch_location: 'Danbury Main Station',
  dispatch_reason: '2301009',
  dispatch_priority: '2305003',
  emd_performed: '2302003',
  emd_determinant: '34B4',
  response_mode: '2223001',
  response_mode_descriptors: ['2224003', '2224009', '2224021'],
  scene_delays: ['2210023', '2210029'],
  odometer_start: 310283.6,
  odometer_scene: 310286.6,
  odometer_destination: 310290.8,
  odometer_end: 310292.4,
  crew: [
    { crew_id: '42257', level: '9925007', roles: ['2403011', '2403013'] },
    { crew_id: '67981', level: '9925005', roles: ['2403001', '2403003', '2403007'] },
  ],
};

const times = {
  psap_call: '2024-10-11T16:44:34-04:00',
  dispatch_notified: '2024-10-11T16:44:34-04:00',
  unit_notified: '2024-10-11T16:45:18-04:00',
  dispatch_acknowledged: '2024-10-11T16:45:35-04:00',
  en_route: '2024-10-11T16:46:21-04:00',
  arrived_scene: '2024-10-11T16:58:47-04:00',
  arrived_patient: '2024-10-11T17:04:30-04:00',
  departed_scene: '2024-10-11T17:18:06-04:00',
  arrived_destination: '2024-10-11T17:28:01-04:00',
  transfer_of_care: '2024-10-11T17:29:57-04:00',
  cleared: '2024-10-11T17:38:48-04:00',
  home_location: '2024-10-11T17:38:15-04:00',
  call_completed: '2024-10-11T17:38:48-04:00',
};

const location = {
  location_type: 'Y92.4',
  street: 'I-84',
  city: '213415',
  county: '09001',
  state: '09',
  postal_code: '06811',
  country: 'US',
  census_tract: '09001211400',
  gps: { latitude: 41.417, longitude: -73.427 },
  national_grid: '18TXL31448628',
  patients_at_scene: '2707001',
  mass_casualty: '9923003',
};

const situation = {
  symptom_onset: '2024-10-11T16:44:21-04:00',
  possible_injury: '9922005',
  chief_complaint: 'Head bleeding',
  complaint_duration_minutes: 16,
  complaint_location: '2807015',
  complaint_organ_system: '2808019',
  primary_symptom: 'S09.90',
  other_symptoms: ['I95.9', 'M54.2', 'R51', 'S09.93'],
  primary_impression: 'S09.90',
  secondary_impressions: ['S19.9'],
  initial_acuity: '2813001',
  work_related: '9922001',
  cardiac_arrest: '3001001',
};

const disposition = {
  unit_disposition: '4227001',
  patient_evaluation: '4228001',
  crew_disposition: '4229001',
  transport_disposition: '4230001',
  transport_mode: '4217001',
  destination_name: 'Danbury Hospital',
  destination_code: '070033',
  destination_type: '4221003',
  destination_street: '24 Hospital Avenue',
  destination_city: '213415',
  destination_state: '09',
  destination_postal_code: '06810',
  destination_reasons: ['4220001', '4220011', '4220019'],
  acuity_on_release: '4219003',
};

const patient = {
  patient_id: 'DF23368',
  last_name: 'Schmeler',
  first_name: 'Harry',
  middle_name: 'T.',
  date_of_birth: '1956-01-19',
  age: 68,
  age_units: '2516009',
  sex: '9919003',
  race: ['2514011'],
  preferred_languages: ['eng', 'ger'],
  street: '325 East 77th Street',
  city: '2395220',
  county: '36047',
  state: '36',
  postal_code: '10075',
  country: 'US',
};

/**
 * A car crash, taken to a trauma centre: values of NEMSIS certification case 2025-EMS-3, shortened, as far as a chart
 * has typed fields for them; its story is told anew.
 */
export const COLLISION: CallRecord = {
  incidentNumber: '351-24.46578',
  response,
  times,
  location,
  situation,
  disposition,
  patient,
  narrative:
    '68 y/o M involved in an MVC on I-84, bleeding from the head. Hypotensive on first contact, systolic under 110. Hx of von Willebrand disease. Taken to Danbury Hospital for trauma care.',
  vitals: COLLISION_VITALS,
  interventions: COLLISION_INTERVENTIONS,
  signature: {
    signer_role: '4512003',
    reasons: ['4513007'],
    signed_at: '2024-10-11T17:29:57-04:00',
  },
  attachment: { name: 'crash-22.46578.png', document_type: '4509021' },
};
