import * as z from 'zod';
import { Version } from '../stream.ts';
import { Finding, JudgedBy } from './finding.ts';

/** What a chart still lacks for its export, at a version: `valid` when nothing that blocks was found. */
export const ChartValidation = z.strictObject({
  id: z.uuid(),
  version: Version,
  release: z.string().meta({ description: 'The release of the standard that it was judged by' }),
  valid: z.boolean(),
  findings: z.array(Finding.meta({ id: 'NemsisFinding' })),
  judged_by: z.array(JudgedBy.meta({ id: 'NemsisJudge' })),
});
