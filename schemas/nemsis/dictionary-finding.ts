import * as z from 'zod';

/** In which way something is not as the dictionary has it. */
export const DictionaryRule = z.enum([
  'unknown-element',
  'unknown-group',
  'wrong-group',
  'too-many',
  'missing',
  'characters',
  'form',
  'range',
  'length',
  'digits',
  'pattern',
  'code',
  'choice',
  'nil',
  'nv',
  'pn',
  'reason',
  'unknown-attribute',
  'missing-attribute',
]);
export type DictionaryRule = z.infer<typeof DictionaryRule>;

/**
 * One thing in a data set that is not as the dictionary has it. `path` is where it stands, as
 * `EMSDataSet/Header[1]/.../eVitals.VitalGroup[2]/eVitals.06[1]`; the message never repeats what was said of a patient.
 */
export const DictionaryFinding = z.strictObject({
  element: z.string(),
  path: z.string(),
  rule: DictionaryRule,
  message: z.string(),
});
export type DictionaryFinding = z.infer<typeof DictionaryFinding>;
