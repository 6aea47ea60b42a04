import * as z from 'zod';
import { ReleaseFrom } from '../agency.ts';
import { Version } from '../stream.ts';
import { ElementId } from './data-set.ts';
import { ElementValue } from './entries.ts';
import { AgencyFacts } from './record.ts';

/** Demographic data as entries; what is whose was settled where it was stored. */
const Demographics = z.strictObject({
  elements: z.array(
    z.strictObject({ group: z.string(), element: ElementId, values: z.array(ElementValue).min(1) }),
  ),
  groups: z.array(
    z.strictObject({
      id: z.string(),
      group: z.string(),
      parent: z.string().optional(),
      attributes: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

/** An agency as an export sees it. */
export const AgencyProfile = z.strictObject({
  version: Version,
  /** Absent while something of them is missing. */
  facts: AgencyFacts.optional(),
  /** What must be said before a chart can be exported: element numbers, and `time_zone`. */
  missing: z.array(z.string()),
  demographics: Demographics,
  /** In the order of their dates. */
  releases: z.array(ReleaseFrom),
  /** Where its state takes data, and as whom; the password is where secrets are kept. */
  state: z.strictObject({ endpoint: z.string(), username: z.string(), organization: z.string() }).optional(),
});
export type AgencyProfile = z.infer<typeof AgencyProfile>;
