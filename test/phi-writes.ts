import { Intervention, InterventionPatch, Vitals, VitalsPatch } from '../schemas/chart/care.ts';
import { Reason } from '../schemas/chart/codes.ts';
import { Attachment, Signature } from '../schemas/chart/files.ts';
import { SECTION_PATCHES } from '../schemas/chart/patches.ts';
import { type Marked, marked } from './phi-markers.ts';

/** A write of a chart with marks in every place of a patient or of crew. */
export interface MarkedWrite {
  readonly key: string;
  readonly asks: Record<string, unknown>;
  readonly marks: readonly string[];
  /** Which id of an answer before this one goes into its path. */
  readonly needs?: 'vital_id' | 'intervention_id';
}

const write = (key: string, { value, marks }: Marked, needs?: MarkedWrite['needs']): MarkedWrite => ({
  key,
  asks: value as Record<string, unknown>,
  marks,
  ...(needs === undefined ? {} : { needs }),
});

const callSections = (): Marked => {
  const { patient: _patient, narrative: _narrative, ...sections } = SECTION_PATCHES;
  const made = Object.entries(sections).map(([name, schema]) => [name, marked(schema)] as const);
  return {
    value: Object.fromEntries(made.map(([name, { value }]) => [name, value])),
    marks: made.flatMap(([, { marks }]) => marks),
  };
};

const ONE = 'PATCH /v1/charts/{id}/interventions/{intervention_id}';

/** Every write that edits a chart, with every field filled: of interventions, both kinds, each corrected at once. */
export const markedEdits = (): readonly MarkedWrite[] => [
  write('PATCH /v1/charts/{id}', callSections()),
  write('PATCH /v1/charts/{id}/patient', marked(SECTION_PATCHES.patient)),
  write('PATCH /v1/charts/{id}/narrative', marked(SECTION_PATCHES.narrative)),
  write('POST /v1/charts/{id}/vitals', marked(Vitals)),
  write('PATCH /v1/charts/{id}/vitals/{vital_id}', marked(VitalsPatch), 'vital_id'),
  write('POST /v1/charts/{id}/interventions', marked(Intervention, false, 0)),
  write(ONE, marked(InterventionPatch, false, 0), 'intervention_id'),
  write('POST /v1/charts/{id}/interventions', marked(Intervention, false, 1)),
  write(ONE, marked(InterventionPatch, false, 1), 'intervention_id'),
  write('POST /v1/charts/{id}/signatures', marked(Signature)),
  write('POST /v1/charts/{id}/attachments', marked(Attachment)),
];

/** A step of the lifecycle with a marked reason. */
export const markedStep = (to: string): MarkedWrite => {
  const { value, marks } = marked(Reason);
  return { key: 'POST /v1/charts/{id}/transitions', asks: { to, reason: value }, marks };
};
