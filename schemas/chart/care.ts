import * as z from 'zod';
import { Moment } from '../instant.ts';
import { phi } from '../phi.ts';
import { NemsisCode, RxnormCode, Several, SnomedCode, Text } from './codes.ts';
import { patch } from './patch-shape.ts';

const VITALS = {
  prior_to_arrival: z.boolean(),
  cardiac_rhythms: Several(NemsisCode),
  systolic: z.int().min(0).max(500),
  diastolic: z.int().min(0).max(500),
  pressure_method: NemsisCode,
  heart_rate: z.int().min(0).max(500),
  heart_rate_method: NemsisCode,
  pulse_rhythm: NemsisCode,
  spo2: z.int().min(0).max(100),
  respiratory_rate: z.int().min(0).max(300),
  respiratory_effort: NemsisCode,
  etco2: z.number().min(0).max(200),
  etco2_unit: z.enum(['mmHg', 'percent']),
  blood_glucose: z.int().min(0).max(2000),
  gcs_eye: z.int().min(1).max(4),
  gcs_verbal: z.int().min(1).max(5),
  gcs_motor: z.int().min(1).max(6),
  temperature: z.number().min(0).max(50),
  temperature_method: NemsisCode,
  responsiveness: NemsisCode,
  pain_score: z.int().min(0).max(10),
  stroke_scale_type: NemsisCode,
  stroke_scale_result: NemsisCode,
  stroke_scale_score: z.int().min(0).max(100),
};

const CARE = {
  prior_to_arrival: z.boolean(),
  performed_by: Text(50),
  performer_role: NemsisCode,
  response: NemsisCode,
  complications: Several(NemsisCode),
};
const PROCEDURE = { ...CARE, attempts: z.int().min(1).max(10), successful: z.boolean() };
const MEDICATION = {
  ...CARE,
  medication_name: Text(255),
  dose: z.number().min(0).max(1_000_000),
  dose_unit: NemsisCode,
  route: NemsisCode,
};

/** eVitals: one set of vital signs. Units: mmHg, per minute, %, mg/dL, °C; ETCO2 in mmHg or % as `etco2_unit` says. */
export const Vitals = phi(
  'patient',
  z.strictObject({ taken_at: Moment, ...z.object(VITALS).partial().shape }),
);
export type Vitals = z.infer<typeof Vitals>;

/** A correction of vital signs. */
export const VitalsPatch = phi('patient', z.strictObject(patch({ taken_at: Moment }, VITALS)));

const Procedure = z.strictObject({
  kind: z.literal('procedure'),
  performed_at: Moment,
  procedure: SnomedCode,
  ...z.object(PROCEDURE).partial().shape,
});

const Medication = z.strictObject({
  kind: z.literal('medication'),
  performed_at: Moment,
  medication: RxnormCode,
  ...z.object(MEDICATION).partial().shape,
});

/** eProcedures and eMedications: what was done for the patient, by whom, and how they answered to it. */
export const Intervention = phi('patient', z.discriminatedUnion('kind', [Procedure, Medication]));
export type Intervention = z.infer<typeof Intervention>;

const ProcedurePatch = z.strictObject({
  kind: z.literal('procedure'),
  ...patch({ performed_at: Moment, procedure: SnomedCode }, PROCEDURE),
});

const MedicationPatch = z.strictObject({
  kind: z.literal('medication'),
  ...patch({ performed_at: Moment, medication: RxnormCode }, MEDICATION),
});

/** A correction of an intervention: `kind` says which of the two it is, and cannot change. */
export const InterventionPatch = phi(
  'patient',
  z.discriminatedUnion('kind', [ProcedurePatch, MedicationPatch]),
);
