import * as z from 'zod';
import { Intervention, InterventionPatch, Vitals, VitalsPatch } from './care.ts';
import { Reason } from './codes.ts';
import { ElementPut, GroupPut } from './elements.ts';
import { IncidentId, IncidentNumber } from './events.ts';
import { Attachment, Signature } from './files.ts';
import { SECTION_PATCHES } from './patches.ts';
import { ChartStatus } from './status.ts';

const id = z.uuid();
const command = <T extends string, F extends z.core.$ZodLooseShape>(type: T, fields: F) =>
  z.strictObject({ type: z.literal(type), ...fields });

/** What may be asked of a chart. Ids are made by the caller, so that the same request makes the same ids. */
export const ChartCommand = z.discriminatedUnion('type', [
  command('open', { incident_number: IncidentNumber, incident_id: IncidentId }),
  command('record', { changes: z.strictObject(SECTION_PATCHES).partial() }),
  command('record_vitals', { vital_id: id, vitals: Vitals }),
  command('correct_vitals', { vital_id: id, changes: VitalsPatch }),
  command('record_intervention', { intervention_id: id, intervention: Intervention }),
  command('correct_intervention', { intervention_id: id, changes: InterventionPatch }),
  command('add_signature', { signature_id: id, signature: Signature }),
  command('add_attachment', { attachment_id: id, attachment: Attachment }),
  command('put_elements', { elements: z.array(ElementPut), groups: z.array(GroupPut) }),
  command('change_status', { to: ChartStatus, reason: Reason.optional() }),
]);
export type ChartCommand = z.infer<typeof ChartCommand>;

/** One kind of command, by its type. */
export type ChartCommandOf<T extends ChartCommand['type']> = Extract<ChartCommand, { type: T }>;
