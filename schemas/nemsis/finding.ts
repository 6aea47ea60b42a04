import * as z from 'zod';

/** Who found it: the schema, a file of rules, or our own profile of completeness. */
const Stage = z.enum(['xsd', 'schematron', 'profile']);

/** FATAL and ERROR keep a data set from being sent, WARNING does not. */
export const Severity = z.enum(['FATAL', 'ERROR', 'WARNING']);
export type Severity = z.infer<typeof Severity>;

/**
 * One thing that is wrong with a data set. `element` is its number in the standard (or the name of a group), `location`
 * an XPath 2 to it, as `/*:EMSDataSet[1]/*:Header[1]`, empty where there is no such place. The message is for people and
 * names no value of the data set, so that findings may be logged and shown in a terminal; an instance of the crew is named
 * by that person's id.
 */
export const Finding = z.strictObject({
  stage: Stage,
  rule: z.string(),
  severity: Severity,
  element: z.string(),
  location: z.string(),
  /** What it is in, of a chart or an agency: the id of its vital signs, its intervention, its group. Absent: the whole. */
  instance: z.string().optional().meta({
    description:
      'The instance it is in, by its id: a vital_id, an intervention_id, chief-complaint, crew/…, or a group of its own. Absent where it is of the chart or the agency as a whole',
  }),
  message: z.string(),
});
export type Finding = z.infer<typeof Finding>;

/**
 * What judged: a pack by its name and version, with the SHA-256 (hex) over its files; `own` is what the product brings, with
 * that of the schema or of the dictionary that it judges by. Empty only where the profile judged before that was kept.
 */
export const JudgedBy = z.strictObject({
  stage: Stage,
  name: z.string(),
  version: z.string(),
  origin: z.enum(['pack', 'file', 'own']),
  sha256: z.string(),
});
export type JudgedBy = z.infer<typeof JudgedBy>;

/** What came out: valid when nothing that blocks was found. */
export const Verdict = z.strictObject({
  valid: z.boolean(),
  findings: z.array(Finding),
  judgedBy: z.array(JudgedBy),
});
export type Verdict = z.infer<typeof Verdict>;

/** Whether a finding keeps its data set from being sent. */
export const blocks = ({ severity }: Finding): boolean => severity !== 'WARNING';
