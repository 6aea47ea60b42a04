import type { ApiClient } from './api-client.ts';
import type { Session } from './sign-in.ts';
import type { Storyteller } from './storyteller.ts';

/** The people of the agency: who runs it, two who treat patients, one who bills, and one who audits. */
export type Person = 'admin' | 'medic' | 'partner' | 'biller' | 'auditor';

/** What a scene of the demonstration is played with: everybody is signed in. */
export interface Stage {
  readonly api: ApiClient;
  readonly story: Storyteller;
  readonly tenantId: string;
  readonly sessions: Readonly<Record<Person, Session>>;
}
