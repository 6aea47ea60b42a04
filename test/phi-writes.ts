import * as z from 'zod';
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
  /** Whether it tells of what an edit before this one made. */
  readonly follows?: true;
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

const GROUP_ID = '00000000-0000-4000-8000-000000000777';
const PUT = 'PUT /v1/charts/{id}/elements';

const text = (): Marked => marked(z.string(), true);
const marksOf = (made: readonly Marked[]) => made.flatMap(({ marks }) => marks);

/** What is said by number of the patient, with a mark where the standard takes any text. */
const elements = (): Marked => {
  const [narrative, correlation, group] = [text(), text(), text()];
  const said = (element: string, value: object) => ({ group: 'root', element, values: [value] });
  const attributes = ({ value: CorrelationID }: Marked) => ({ CorrelationID });
  return {
    value: {
      elements: [
        said('eNarrative.01', { text: narrative.value }),
        said('eHistory.17', { text: '3117001', attributes: attributes(correlation) }),
      ],
      groups: [{ id: GROUP_ID, group: 'eHistory.CurrentMedsGroup', attributes: attributes(group) }],
    },
    marks: marksOf([narrative, correlation, group]),
  };
};

const CrewOfCall = z.object({
  response: z.object({ crew: z.tuple([z.object({ crew_id: z.string() })]) }),
});

/** What is said by number of the one who is the crew of a call. */
const crewElements = ({ value: call }: Marked): Marked => {
  const id = text();
  const group = `crew/${CrewOfCall.parse(call).response.crew[0].crew_id}`;
  return {
    value: { elements: [{ group, element: 'eCrew.01', values: [{ text: id.value }] }] },
    marks: id.marks,
  };
};

/** The marks of what some edits say by number. */
export const marksByNumber = (edits: readonly MarkedWrite[]): readonly string[] =>
  edits.filter(({ key }) => key === PUT).flatMap(({ marks }) => marks);

const ONE = 'PATCH /v1/charts/{id}/interventions/{intervention_id}';

/** Every write that edits a chart, with every field filled: of interventions, both kinds, each corrected at once. */
export const markedEdits = (): readonly MarkedWrite[] => {
  const call = callSections();
  return [
    write('PATCH /v1/charts/{id}', call),
    write(PUT, elements()),
    { ...write(PUT, crewElements(call)), follows: true },
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
};

/** A step of the lifecycle with a marked reason. */
export const markedStep = (to: string): MarkedWrite => {
  const { value, marks } = marked(Reason);
  return { key: 'POST /v1/charts/{id}/transitions', asks: { to, reason: value }, marks };
};
