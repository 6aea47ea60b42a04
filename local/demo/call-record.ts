import type { Json } from './api-client.ts';

/** One call as it is documented: what a medic enters, section by section, in the API's own fields. */
export interface CallRecord {
  readonly incidentNumber: string;
  readonly response: Json;
  readonly times: Json;
  readonly location: Json;
  readonly situation: Json;
  readonly disposition: Json;
  readonly patient: Json;
  readonly narrative: string;
  readonly vitals: readonly Json[];
  readonly interventions: readonly Json[];
  readonly signature: Json;
  readonly attachment: Json;
}
