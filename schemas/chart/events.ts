import * as z from 'zod';
import { v1, was } from '../event-type.ts';
import { EntryChanges } from '../nemsis/entries.ts';
import { Intervention, InterventionPatch, Vitals, VitalsPatch } from './care.ts';
import { Reason, Text } from './codes.ts';
import { Attachment, Signature } from './files.ts';
import { SECTION_PATCHES, type SectionChanges } from './patches.ts';
import type { SectionName } from './sections.ts';
import { ChartStatus } from './status.ts';

/** The incident's number in the agency's dispatch system (eResponse.03). */
export const IncidentNumber = Text(50).meta({ example: '351-24.46512' });

/** An incident's id. Lower case only, because the channels that carry it are compared as text. */
export const IncidentId = z
  .uuid()
  .lowercase('an incident id is written in lower case')
  .meta({ format: 'uuid', description: 'UUID in lower case' });

const id = z.uuid();
const recorded = <S extends z.ZodType>(changes: S) => v1(z.strictObject({ changes }));

const Opened = z.strictObject({ incident_number: IncidentNumber, incident_id: IncidentId });

/** Version 1 took an incident id in either case; one in upper case named a channel that nobody could listen to. */
const OPENED = {
  schema_version: 2,
  data: Opened,
  was: [
    was(
      1,
      z.strictObject({ incident_number: IncidentNumber, incident_id: id }),
      ({ incident_id, ...opened }): z.infer<typeof Opened> => ({
        ...opened,
        incident_id: incident_id.toLowerCase(),
      }),
    ),
  ],
};

/** Every event of a chart: its type, the newest version of its shape, the shape, and what it was before. */
export const CHART_EVENTS = {
  'chart.opened': OPENED,
  'chart.response_recorded': recorded(SECTION_PATCHES.response),
  'chart.times_recorded': recorded(SECTION_PATCHES.times),
  'chart.location_recorded': recorded(SECTION_PATCHES.location),
  'chart.situation_recorded': recorded(SECTION_PATCHES.situation),
  'chart.disposition_recorded': recorded(SECTION_PATCHES.disposition),
  'chart.patient_recorded': recorded(SECTION_PATCHES.patient),
  'chart.narrative_recorded': recorded(SECTION_PATCHES.narrative),
  'chart.vitals_recorded': v1(z.strictObject({ vital_id: id, vitals: Vitals })),
  'chart.vitals_corrected': v1(z.strictObject({ vital_id: id, changes: VitalsPatch })),
  'chart.intervention_recorded': v1(z.strictObject({ intervention_id: id, intervention: Intervention })),
  'chart.intervention_corrected': v1(z.strictObject({ intervention_id: id, changes: InterventionPatch })),
  'chart.signature_added': v1(z.strictObject({ signature_id: id, signature: Signature })),
  'chart.attachment_added': v1(z.strictObject({ attachment_id: id, attachment: Attachment })),
  'chart.elements_recorded': v1(EntryChanges),
  'chart.status_changed': v1(
    z.strictObject({ from: ChartStatus, to: ChartStatus, reason: Reason.optional() }),
  ),
};

type Events = typeof CHART_EVENTS;

/** One event of a chart. */
export type ChartEvent = { [T in keyof Events]: { type: T; data: z.infer<Events[T]['data']> } }[keyof Events];

/** Makes the event that says what changed in a section. */
export const SECTION_RECORDED: { [S in SectionName]: (changes: SectionChanges[S]) => ChartEvent } = {
  response: (changes) => ({ type: 'chart.response_recorded', data: { changes } }),
  times: (changes) => ({ type: 'chart.times_recorded', data: { changes } }),
  location: (changes) => ({ type: 'chart.location_recorded', data: { changes } }),
  situation: (changes) => ({ type: 'chart.situation_recorded', data: { changes } }),
  disposition: (changes) => ({ type: 'chart.disposition_recorded', data: { changes } }),
  patient: (changes) => ({ type: 'chart.patient_recorded', data: { changes } }),
  narrative: (changes) => ({ type: 'chart.narrative_recorded', data: { changes } }),
};

/** Which section each event of a section changes. */
export const SECTION_OF = {
  'chart.response_recorded': 'response',
  'chart.times_recorded': 'times',
  'chart.location_recorded': 'location',
  'chart.situation_recorded': 'situation',
  'chart.disposition_recorded': 'disposition',
  'chart.patient_recorded': 'patient',
  'chart.narrative_recorded': 'narrative',
} as const satisfies Partial<Record<ChartEvent['type'], SectionName>>;

/** An event that changes a section, as both folds treat all sections alike. */
export type SectionEvent = Extract<ChartEvent, { type: keyof typeof SECTION_OF }>;

/** Tells the events of sections from all others. */
export const isSectionEvent = (event: ChartEvent): event is SectionEvent =>
  Object.hasOwn(SECTION_OF, event.type);
