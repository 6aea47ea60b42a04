import * as z from 'zod';
import { UserId } from '../identity.ts';
import { Instant } from '../instant.ts';
import { Entries } from '../nemsis/entries.ts';
import { Version } from '../stream.ts';
import { Intervention, Vitals } from './care.ts';
import { IncidentNumber } from './events.ts';
import { Attachment, Signature } from './files.ts';
import { SECTIONS } from './sections.ts';
import { ChartStatus } from './status.ts';

const facts = {
  id: z.uuid(),
  status: ChartStatus,
  incident_number: IncidentNumber,
  incident_id: z.uuid(),
  date: Instant.meta({ description: 'The moment lists are sorted by: when the chart was opened' }),
  opened_at: Instant,
  opened_by: UserId,
};

/**
 * A chart in a list: nothing of the patient, and nothing that changes with every command, because each change of what a
 * list shows is written once more for each index.
 */
export const ChartSummary = z.strictObject({ ...facts, unit_call_sign: z.string().optional() });
export type ChartSummary = z.infer<typeof ChartSummary>;

/** A whole chart as it is read. */
export const ChartView = z.strictObject({
  ...facts,
  version: Version,
  updated_at: Instant,
  ...SECTIONS,
  vitals: z.array(z.strictObject({ vital_id: z.uuid(), vitals: Vitals })),
  interventions: z.array(z.strictObject({ intervention_id: z.uuid(), intervention: Intervention })),
  signatures: z.array(z.strictObject({ signature_id: z.uuid(), signature: Signature })),
  attachments: z.array(z.strictObject({ attachment_id: z.uuid(), attachment: Attachment })),
  ...Entries.shape,
});
export type ChartView = z.infer<typeof ChartView>;

/** What a list shows of a chart. */
export const summaryOf = (chart: ChartView): ChartSummary => {
  const { id, status, incident_number, incident_id, date, opened_at, opened_by } = chart;
  const { unit_call_sign } = chart.response;
  const facts = { id, status, incident_number, incident_id, date, opened_at, opened_by };
  return unit_call_sign === undefined ? facts : { ...facts, unit_call_sign };
};
