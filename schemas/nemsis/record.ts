import * as z from 'zod';
import { Group } from './data-set.ts';

const Text = z.string().min(1);

/** What an agency is to the standard: who it is, the offset of its clocks, and the custom elements it defines. */
export const AgencyFacts = z.strictObject({
  /** dAgency.01 to .04 (and eResponse.01), and eResponse.02. */
  state_id: Text,
  number: Text,
  state: Text,
  name: Text.optional(),
  /** An IANA time zone, as `America/New_York`, in which moments are written. */
  time_zone: Text,
  /** The group `eCustomConfiguration`. */
  custom: Group.optional(),
});
export type AgencyFacts = z.infer<typeof AgencyFacts>;

/** What a record is to the standard, the same at each export: its UUID, its number (eRecord.01), and who writes it. */
export const RecordFacts = z.strictObject({
  uuid: z.uuid(),
  number: Text,
  software: z.strictObject({ creator: Text, name: Text, version: Text }),
});
export type RecordFacts = z.infer<typeof RecordFacts>;
