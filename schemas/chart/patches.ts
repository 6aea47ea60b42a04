import * as z from 'zod';
import { phi } from '../phi.ts';
import { patch } from './patch-shape.ts';
import * as fields from './sections.ts';

const section = <F extends Record<string, z.ZodType>>(known: F) => z.strictObject(patch({}, known));

/** A change of each section: what is named changes, null clears, what is absent stays. */
export const SECTION_PATCHES = {
  response: section(fields.ResponseFields),
  times: phi('patient', section(fields.TimesFields)),
  location: phi('patient', section(fields.LocationFields)),
  situation: phi('patient', section(fields.SituationFields)),
  disposition: phi('patient', section(fields.DispositionFields)),
  patient: phi('patient', section(fields.PatientFields)),
  narrative: phi('patient', section(fields.NarrativeFields)),
};

/** The changes of each section, by its name. */
export type SectionChanges = { [S in keyof typeof SECTION_PATCHES]: z.infer<(typeof SECTION_PATCHES)[S]> };
