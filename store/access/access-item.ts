import * as z from 'zod';
import { Access } from '../../schemas/access.ts';
import type { AccessQuery } from './access-trail.ts';

/** A read as it lies in the table: found by its subject under the table's key, by who read under the index's. */
const AccessItem = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  actor_pk: z.string(),
  actor_sk: z.string(),
  role: z.string(),
  ...Access.omit({ actor: true }).shape,
});
type AccessItem = z.infer<typeof AccessItem>;

const bySubject = (tenantId: string, subject: string) => `${tenantId}#access#${subject}`;
const byActor = (tenantId: string, userId: string) => `${tenantId}#access#actor#${userId}`;

/** Where the reads of a query lie: the index (none: the table itself), its key's names, and the partition. */
export const placeOf = (tenantId: string, query: AccessQuery) =>
  'subject' in query
    ? { index: undefined, pk: 'pk', sk: 'sk', partition: bySubject(tenantId, query.subject) }
    : { index: 'by_actor', pk: 'actor_pk', sk: 'actor_sk', partition: byActor(tenantId, query.actor) };

/** A request reads of one subject once, so its id makes the key its own; of one actor it may read of several. */
export const encodeAccess = (tenantId: string, access: Access): AccessItem => {
  const { actor, ...facts } = Access.parse(access);
  const { time, request_id, subject } = facts;
  return {
    pk: bySubject(tenantId, subject),
    sk: `${time}#${request_id}`,
    actor_pk: byActor(tenantId, actor.user_id),
    actor_sk: `${time}#${request_id}#${subject}`,
    role: actor.role,
    ...facts,
  };
};

/** The read of an item; throws on anything that is none. */
export const decodeAccess = (raw: unknown): Access => {
  const { pk: _, sk: __, actor_sk: ___, actor_pk, role, ...facts } = AccessItem.parse(raw);
  return Access.parse({ ...facts, actor: { user_id: actor_pk.split('#').at(-1), role } });
};
