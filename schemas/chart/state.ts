import * as z from 'zod';
import { Entries } from '../nemsis/entries.ts';
import { Intervention, Vitals } from './care.ts';
import { IncidentNumber } from './events.ts';
import { Attachment, Signature } from './files.ts';
import { SECTIONS } from './sections.ts';
import { ChartStatus } from './status.ts';

const id = z.uuid();

const Unopened = z.strictObject({ status: z.literal('unopened') });

const OpenChart = z.strictObject({
  status: ChartStatus,
  incident_number: IncidentNumber,
  incident_id: id,
  sections: z.strictObject(SECTIONS),
  vitals: z.record(id, Vitals),
  interventions: z.record(id, Intervention),
  signatures: z.record(id, Signature),
  attachments: z.record(id, Attachment),
  ...Entries.shape,
});
export type OpenChart = z.infer<typeof OpenChart>;

/** A patient care report as it is decided on, and as a snapshot holds it: not there yet, or open in one of its states. */
export const Chart = z.discriminatedUnion('status', [Unopened, OpenChart]);
export type Chart = z.infer<typeof Chart>;
