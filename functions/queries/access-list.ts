import type { AccessQuery, AccessTrail } from '../../store/access/access-trail.ts';
import { badCursor } from './bad-cursor.ts';

interface Asked {
  readonly subject?: string | undefined;
  readonly actor?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A position begins with a moment; a cursor that says anything else was made by nobody here. */
const POSITION = /^\d{4}-\d\d-\d\dT[\d:.]{12}Z#/;

/** The route's schema lets one of the two in, and one only. */
const queryOf = ({ subject, actor = '' }: Asked): AccessQuery =>
  subject === undefined ? { actor } : { subject };

/** A page of the access trail; the cursor is a position in the trail, in letters that a URL takes. */
export const accessList = async (trail: AccessTrail, tenantId: string, asked: Asked) => {
  const { cursor, limit } = asked;
  const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString('utf8');
  if (after !== undefined && !POSITION.test(after)) return badCursor();
  const { items, next } = await trail.list(tenantId, queryOf(asked), { limit, after });
  return { items, next_cursor: next === undefined ? null : Buffer.from(next).toString('base64url') };
};
