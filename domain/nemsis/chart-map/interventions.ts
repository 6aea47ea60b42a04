import type * as z from 'zod';
import { Intervention } from '../../../schemas/chart/care.ts';
import { moment, number, rxnorm, text, texts, yesOrNo } from './form.ts';
import { rowsOf, type Table } from './row.ts';

const [ProcedureSchema, MedicationSchema] = Intervention.options;

/** Without the word that tells them apart: the groups do. */
export const Procedure = ProcedureSchema.omit({ kind: true });
export type Procedure = z.infer<typeof Procedure>;
export const Medication = MedicationSchema.omit({ kind: true });
export type Medication = z.infer<typeof Medication>;

const { row: procedure } = rowsOf<Procedure>();
const { row: medication } = rowsOf<Medication>();

/** The group of eProcedures. */
export const PROCEDURE: Table<Procedure> = {
  schema: Procedure.partial(),
  rows: [
    procedure('performed_at', 'eProcedures.01', moment),
    procedure('prior_to_arrival', 'eProcedures.02', yesOrNo),
    procedure('procedure', 'eProcedures.03', text),
    procedure('attempts', 'eProcedures.05', number),
    procedure('successful', 'eProcedures.06', yesOrNo),
    procedure('complications', 'eProcedures.07', texts),
    procedure('response', 'eProcedures.08', text),
    procedure('performed_by', 'eProcedures.09', text),
    procedure('performer_role', 'eProcedures.10', text),
  ],
};

/** The group of eMedications. A name has no element beside the code. */
export const MEDICATION: Table<Medication> = {
  schema: Medication.partial(),
  rows: [
    medication('performed_at', 'eMedications.01', moment),
    medication('prior_to_arrival', 'eMedications.02', yesOrNo),
    medication('medication', 'eMedications.03', rxnorm),
    medication('route', 'eMedications.04', text),
    medication('dose', 'eMedications.05', number),
    medication('dose_unit', 'eMedications.06', text),
    medication('response', 'eMedications.07', text),
    medication('complications', 'eMedications.08', texts),
    medication('performed_by', 'eMedications.09', text),
    medication('performer_role', 'eMedications.10', text),
  ],
};
