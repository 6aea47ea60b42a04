import * as z from 'zod';
import { Moment } from '../instant.ts';
import { phi } from '../phi.ts';
import { Icd10Code, Lines, NemsisCode, Several, Text } from './codes.ts';

const GpsLocation = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

/** An id the agency gives its people; it names the key under which what is theirs is sealed. */
const CrewId = Text(50).regex(/^[^#]*$/, 'has no #');

const CrewMember = phi(
  'crew',
  z.strictObject({
    crew_id: CrewId,
    name: Text(120).optional(),
    level: NemsisCode,
    roles: Several(NemsisCode),
  }),
  (member) => z.looseObject({ crew_id: CrewId }).parse(member).crew_id,
);

/** eResponse, eDispatch and eCrew: which unit went, how it was sent, and who was on it. */
export const ResponseFields = {
  response_number: Text(50),
  service_requested: NemsisCode,
  unit_number: Text(50),
  unit_call_sign: Text(50),
  unit_capability: NemsisCode,
  dispatch_location: Text(100),
  dispatch_reason: NemsisCode,
  dispatch_priority: NemsisCode,
  emd_performed: NemsisCode,
  emd_determinant: Text(50),
  response_mode: NemsisCode,
  response_mode_descriptors: Several(NemsisCode),
  dispatch_delays: Several(NemsisCode),
  response_delays: Several(NemsisCode),
  scene_delays: Several(NemsisCode),
  transport_delays: Several(NemsisCode),
  turnaround_delays: Several(NemsisCode),
  odometer_start: z.number().min(0),
  odometer_scene: z.number().min(0),
  odometer_destination: z.number().min(0),
  odometer_end: z.number().min(0),
  crew: Several(CrewMember),
};

/**
 * eTimes: each moment of the call, in the order in which they usually happen. Dates of service identify a patient
 * (45 CFR 164.514(b)(2)(i)(C)), so they are the patient's.
 */
export const TimesFields = {
  psap_call: Moment,
  dispatch_notified: Moment,
  unit_notified: Moment,
  dispatch_acknowledged: Moment,
  en_route: Moment,
  arrived_scene: Moment,
  arrived_patient: Moment,
  departed_scene: Moment,
  arrived_destination: Moment,
  transfer_of_care: Moment,
  cleared: Moment,
  home_location: Moment,
  call_completed: Moment,
};

/** eScene: where it happened. A scene is often the patient's home, so all of it is the patient's. */
export const LocationFields = {
  location_type: Icd10Code,
  street: Text(255),
  cross_street: Text(255),
  city: Text(100),
  county: Text(100),
  state: Text(50),
  postal_code: Text(20),
  country: Text(2),
  census_tract: Text(20),
  gps: GpsLocation,
  national_grid: Text(20),
  patients_at_scene: NemsisCode,
  mass_casualty: NemsisCode,
};

/** eSituation: what was wrong, as the caller and the medic saw it. */
export const SituationFields = {
  symptom_onset: Moment,
  last_known_well: Moment,
  possible_injury: NemsisCode,
  chief_complaint: Text(255),
  complaint_duration_minutes: z.int().min(0).max(525_600),
  complaint_location: NemsisCode,
  complaint_organ_system: NemsisCode,
  primary_symptom: Icd10Code,
  other_symptoms: Several(Icd10Code),
  primary_impression: Icd10Code,
  secondary_impressions: Several(Icd10Code),
  initial_acuity: NemsisCode,
  work_related: NemsisCode,
  cardiac_arrest: NemsisCode,
};

/** eDisposition: what became of the patient and where they were taken. */
export const DispositionFields = {
  unit_disposition: NemsisCode,
  patient_evaluation: NemsisCode,
  crew_disposition: NemsisCode,
  transport_disposition: NemsisCode,
  transport_mode: NemsisCode,
  destination_name: Text(255),
  destination_code: Text(50),
  destination_type: NemsisCode,
  destination_street: Text(255),
  destination_city: Text(100),
  destination_state: Text(50),
  destination_postal_code: Text(20),
  destination_reasons: Several(NemsisCode),
  acuity_on_release: NemsisCode,
};

/** ePatient: who the patient is. */
export const PatientFields = {
  patient_id: Text(50),
  last_name: Text(60),
  first_name: Text(50),
  middle_name: Text(50),
  date_of_birth: z.iso.date(),
  age: z.int().min(1).max(120),
  age_units: NemsisCode,
  sex: NemsisCode,
  race: Several(NemsisCode),
  preferred_languages: Several(Text(3)),
  street: Text(255),
  city: Text(100),
  county: Text(100),
  state: Text(50),
  postal_code: Text(20),
  country: Text(2),
  alternate_residence: NemsisCode,
  ssn: z.string().regex(/^\d{9}$/, 'nine digits'),
  phones: Several(Text(20)),
  email: z.email(),
};

/** eNarrative.01: the story of the call, in the medic's words; NEMSIS takes 10,000 characters. */
export const NarrativeFields = { text: Lines(10_000) };

const known = <F extends z.core.$ZodLooseShape>(fields: F) => z.strictObject(fields).partial();

/** The sections of a chart as they are known so far: an absent field is not known yet. */
export const SECTIONS = {
  response: known(ResponseFields),
  times: phi('patient', known(TimesFields)),
  location: phi('patient', known(LocationFields)),
  situation: phi('patient', known(SituationFields)),
  disposition: phi('patient', known(DispositionFields)),
  patient: phi('patient', known(PatientFields)),
  narrative: phi('patient', known(NarrativeFields)),
};
export type SectionName = keyof typeof SECTIONS;

/** The names of the sections, in NEMSIS order: the order of events when one request changes several. */
export const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[];
