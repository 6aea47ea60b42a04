import type * as z from 'zod';
import { SECTIONS } from '../../../schemas/chart/sections.ts';
import { number, text, texts } from './form.ts';
import { rowsOf, type Table } from './row.ts';

type Patient = z.infer<typeof SECTIONS.patient>;
const { row } = rowsOf<Patient>();

/** ePatient. The sex is ePatient.25; ePatient.13 is deprecated. */
export const PATIENT: Table<Patient> = {
  schema: SECTIONS.patient,
  rows: [
    row('patient_id', 'ePatient.01', text),
    row('last_name', 'ePatient.02', text),
    row('first_name', 'ePatient.03', text),
    row('middle_name', 'ePatient.04', text),
    row('street', 'ePatient.05', text),
    row('city', 'ePatient.06', text),
    row('county', 'ePatient.07', text),
    row('state', 'ePatient.08', text),
    row('postal_code', 'ePatient.09', text),
    row('country', 'ePatient.10', text),
    row('ssn', 'ePatient.12', text),
    row('race', 'ePatient.14', texts),
    row('age', 'ePatient.15', number),
    row('age_units', 'ePatient.16', text),
    row('date_of_birth', 'ePatient.17', text),
    row('phones', 'ePatient.18', texts),
    row('email', 'ePatient.19', text),
    row('alternate_residence', 'ePatient.22', text),
    row('preferred_languages', 'ePatient.24', texts),
    row('sex', 'ePatient.25', text),
  ],
};
