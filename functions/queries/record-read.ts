import { PURPOSE_OF_ROLE, type Purpose } from '../../schemas/access.ts';
import type { Caller } from '../../schemas/identity.ts';
import type { Route } from '../../schemas/routes/route.ts';
import type { AccessTrail } from '../../store/access/access-trail.ts';
import type { Request } from '../http/endpoint.ts';

/** A request for health information, as far as the access trail tells of it. */
interface Reading extends Pick<Request<Route>, 'request_id' | 'trace_id' | 'now'> {
  readonly caller: Caller;
  readonly headers: { readonly 'purpose-of-use'?: Purpose | undefined };
}

/** What is about to be answered: the operation, and whose data the answer holds. */
interface Disclosure {
  readonly operation: string;
  readonly subjects: readonly string[];
}

/**
 * Keeps a read in the access trail. An answer waits for it, and there is none when it fails: nobody reads unseen. It
 * may be that a read is kept and its answer never arrives; the other way round it may not.
 */
export const recordRead = async (
  trail: AccessTrail,
  { caller, headers, request_id, trace_id, now }: Reading,
  { operation, subjects }: Disclosure,
): Promise<void> => {
  const { tenant_id, user_id, role } = caller;
  const purpose = headers['purpose-of-use'] ?? PURPOSE_OF_ROLE[role];
  const facts = { time: now, actor: { user_id, role }, purpose, operation, request_id, trace_id };
  await trail.record(
    tenant_id,
    [...new Set(subjects)].map((subject) => ({ ...facts, subject })),
  );
};
