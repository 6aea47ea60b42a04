import * as z from 'zod';
import { ChartStatus } from './chart/status.ts';
import { Artifact, ExportKind, ExportStatus, ExportVerdict } from './export.ts';
import { UserId } from './identity.ts';
import { Instant } from './instant.ts';
import { Version } from './stream.ts';

/** An export in a list: nothing of the patient but which chart it is of. */
export const ExportSummary = z.strictObject({
  id: z.uuid(),
  version: Version,
  kind: ExportKind,
  status: ExportStatus,
  chart_id: z.uuid().optional(),
  chart_version: Version.optional(),
  chart_status: ChartStatus.optional().meta({
    description: 'The state of the chart at that version, once it was judged',
  }),
  date: Instant.meta({ description: 'When it was asked for: what lists are sorted by' }),
  requested_by: UserId,
  updated_at: Instant,
  counts: ExportVerdict.shape.counts.optional(),
  artifact: Artifact.omit({ key: true }).optional(),
});
export type ExportSummary = z.infer<typeof ExportSummary>;
