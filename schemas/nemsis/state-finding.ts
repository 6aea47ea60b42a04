import * as z from 'zod';

/**
 * One thing that a state found in what was submitted: by its XML Schema, its rule files, or reports of its own (`state`).
 * The message may quote the data, so it is a patient's.
 */
export const StateFinding = z.strictObject({
  stage: z.enum(['xsd', 'schematron', 'state']),
  rule: z.string(),
  severity: z.enum(['fatal', 'error', 'warning', 'info']),
  /** The element's number or name, when the state says which. */
  element: z.string().optional(),
  /** An XPath, or a line and a column; empty when the state does not say where. */
  location: z.string(),
  message: z.string(),
});
export type StateFinding = z.infer<typeof StateFinding>;

/** As it is shown: with severities spelled as those of our own findings are; INFO keeps nothing from being taken. */
export const ShownStateFinding = StateFinding.extend({
  severity: z.enum(['FATAL', 'ERROR', 'WARNING', 'INFO']),
});
export type ShownStateFinding = z.infer<typeof ShownStateFinding>;
