import type * as z from 'zod';
import { SECTIONS } from '../../../schemas/chart/sections.ts';
import { text, texts } from './form.ts';
import { rowsOf, type Table } from './row.ts';

type Disposition = z.infer<typeof SECTIONS.disposition>;
const { row } = rowsOf<Disposition>();

/** eDisposition. */
export const DISPOSITION: Table<Disposition> = {
  schema: SECTIONS.disposition,
  rows: [
    row('destination_name', 'eDisposition.01', text),
    row('destination_code', 'eDisposition.02', text),
    row('destination_street', 'eDisposition.03', text),
    row('destination_city', 'eDisposition.04', text),
    row('destination_state', 'eDisposition.05', text),
    row('destination_postal_code', 'eDisposition.07', text),
    row('unit_disposition', 'eDisposition.27', text),
    row('patient_evaluation', 'eDisposition.28', text),
    row('crew_disposition', 'eDisposition.29', text),
    row('transport_disposition', 'eDisposition.30', text),
    row('transport_mode', 'eDisposition.17', text),
    row('acuity_on_release', 'eDisposition.19', text),
    row('destination_reasons', 'eDisposition.20', texts),
    row('destination_type', 'eDisposition.21', text),
  ],
};
