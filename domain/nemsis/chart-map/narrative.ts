import type * as z from 'zod';
import { SECTIONS } from '../../../schemas/chart/sections.ts';
import { text } from './form.ts';
import { rowsOf, type Table } from './row.ts';

type Narrative = z.infer<typeof SECTIONS.narrative>;

/** eNarrative. */
export const NARRATIVE: Table<Narrative> = {
  schema: SECTIONS.narrative,
  rows: [rowsOf<Narrative>().row('text', 'eNarrative.01', text)],
};
