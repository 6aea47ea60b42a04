import type * as z from 'zod';
import { SECTIONS } from '../../../schemas/chart/sections.ts';
import { moment, text, texts } from './form.ts';
import { rowsOf, type Table } from './row.ts';

type Situation = z.infer<typeof SECTIONS.situation>;
const { row } = rowsOf<Situation>();

/** eSituation, and whether the heart stopped (eArrest.01); the chief complaint has a group of its own. */
export const SITUATION: Table<Situation> = {
  schema: SECTIONS.situation,
  rows: [
    row('symptom_onset', 'eSituation.01', moment),
    row('possible_injury', 'eSituation.02', text),
    row('complaint_location', 'eSituation.07', text),
    row('complaint_organ_system', 'eSituation.08', text),
    row('primary_symptom', 'eSituation.09', text),
    row('other_symptoms', 'eSituation.10', texts),
    row('primary_impression', 'eSituation.11', text),
    row('secondary_impressions', 'eSituation.12', texts),
    row('initial_acuity', 'eSituation.13', text),
    row('work_related', 'eSituation.14', text),
    row('last_known_well', 'eSituation.18', moment),
    row('cardiac_arrest', 'eArrest.01', text),
  ],
};
