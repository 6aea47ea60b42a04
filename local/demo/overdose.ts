import type { CallRecord } from './call-record.ts';
import { OVERDOSE_VITALS } from './overdose-vitals.ts';

const response = {
  response_number: '351-24.46512.1',
  service_requested: '2205001',
  unit_number: '84DR8411',
  unit_call_sign: 'DF A1',
  unit_capability: '2207015',
  dispatch_location: 'Danbury Main Station',
  dispatch_reason: '2301097',
  dispatch_priority: '2305003',
  emd_performed: '2302003',
  emd_determinant: '26C1',
  response_mode: '2223001',
  response_mode_descriptors: ['2224005', '2224019'],
  dispatch_delays: ['2208013'],
  response_delays: ['2209011'],
  scene_delays: ['2210017'],
  transport_delays: ['2211011'],
  turnaround_delays: ['2212015'],
  odometer_start: 310107.5,
  odometer_scene: 310107.9,
  odometer_destination: 310118.9,
  odometer_end: 310129.1,
  crew: [
    { crew_id: '54266', name: 'Malinda Kaylie Spencer', level: '9925007', roles: ['2403011', '2403013'] },
    {
      crew_id: '67981',
      name: 'Rogahn Heath Percy',
      level: '9925005',
      roles: ['2403001', '2403003', '2403007'],
    },
  ],
};

const times = {
  psap_call: '2024-10-07T20:20:00-04:00',
  dispatch_notified: '2024-10-07T20:21:10-04:00',
  unit_notified: '2024-10-07T20:22:01-04:00',
  dispatch_acknowledged: '2024-10-07T20:22:52-04:00',
  en_route: '2024-10-07T20:23:38-04:00',
  arrived_scene: '2024-10-07T20:25:53-04:00',
  arrived_patient: '2024-10-07T20:26:07-04:00',
  departed_scene: '2024-10-07T20:35:22-04:00',
  arrived_destination: '2024-10-07T20:54:03-04:00',
  transfer_of_care: '2024-10-07T20:58:00-04:00',
  cleared: '2024-10-07T21:15:33-04:00',
  home_location: '2024-10-07T21:17:29-04:00',
  call_completed: '2024-10-07T21:19:49-04:00',
};

const location = {
  location_type: 'Y92.481',
  street: '285 Main Street',
  cross_street: 'Parking lot behind YMCA',
  city: '213415',
  county: '09001',
  state: '09',
  postal_code: '06810',
  country: 'US',
  census_tract: '09001210100',
  gps: { latitude: 41.396, longitude: -73.453 },
  national_grid: '18TXL29328387',
  patients_at_scene: '2707005',
  mass_casualty: '9923001',
};

const situation = {
  symptom_onset: '2024-10-07T20:00:00-04:00',
  last_known_well: '2024-10-07T17:30:00-04:00',
  possible_injury: '9922001',
  chief_complaint: 'Appears intoxicated',
  complaint_duration_minutes: 20,
  complaint_location: '2807011',
  complaint_organ_system: '2808011',
  primary_symptom: 'R46.4',
  other_symptoms: ['R41.0', 'R46.2', 'R47.81'],
  primary_impression: 'F19',
  secondary_impressions: ['F10.92'],
  initial_acuity: '2813003',
  work_related: '9922001',
  cardiac_arrest: '3001001',
};

const disposition = {
  unit_disposition: '4227001',
  patient_evaluation: '4228001',
  crew_disposition: '4229001',
  transport_disposition: '4230001',
  transport_mode: '4217005',
  destination_name: 'Garrett Recovery',
  destination_code: '330125',
  destination_type: '4221039',
  destination_street: '13 Main Street',
  destination_city: '2391557',
  destination_state: '36',
  destination_postal_code: '10509',
  destination_reasons: ['4220013'],
  acuity_on_release: '4219005',
};

const patient = {
  patient_id: 'DF23286',
  last_name: 'Howell',
  first_name: 'Maria',
  middle_name: 'Ariane',
  date_of_birth: '1979-04-08',
  age: 45,
  age_units: '2516009',
  sex: '9919001',
  race: ['2514011'],
  preferred_languages: ['eng'],
  county: '09001',
  state: '09',
  postal_code: '06810',
  alternate_residence: '2522001',
};

/**
 * An overdose, taken to a recovery centre: the values of NEMSIS certification case 2025-EMS-1, as far as a chart has
 * typed fields for them; its story is told anew. The case records no procedure and no medication, so neither does this.
 */
export const OVERDOSE: CallRecord = {
  incidentNumber: '351-24.46512',
  response,
  times,
  location,
  situation,
  disposition,
  patient,
  narrative:
    '45 y/o F with an overdose, disoriented, speech slurred. Under the pilot program she was taken to Garrett Recovery.',
  vitals: OVERDOSE_VITALS,
  interventions: [],
  signature: {
    signer_role: '4512003',
    signer_name: 'Malinda Kaylie Spencer',
    reasons: ['4513007'],
    signed_at: '2024-10-07T20:58:00-04:00',
  },
  attachment: { name: 'scene-46512.png', document_type: '4509021' },
};
