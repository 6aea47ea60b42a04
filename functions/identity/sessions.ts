import { isRefusal, refuse } from '../../schemas/error.ts';
import * as routes from '../../schemas/routes/auth.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { Door } from './door.ts';
import { witnessed } from './journal.ts';

const SESSION_ENDED = refuse('UNAUTHENTICATED', 'The session has ended or never was; sign in again.');

/** A session goes on through a lock: the lock keeps guesses out, and must not stop a crew in the middle of a call. */
const refresh = ({ directory }: Door) =>
  endpoint(routes.refreshTokens, async ({ body }) => {
    const issued = await directory.refresh(body.refresh_token);
    return issued ? { ...issued.tokens, token_type: 'Bearer' as const } : SESSION_ENDED;
  });

/**
 * Whose session ends, only Cognito can tell from a refresh token; so it is refreshed once more, which proves that the
 * token is good, and whose. It is written before it is revoked: when the revoking fails, the client repeats the
 * request, and a session that is known to have ended is not written twice.
 */
const signOut = ({ directory, journal }: Door) =>
  endpoint(routes.signOut, async ({ body, ...origin }) => {
    const issued = await directory.refresh(body.refresh_token);
    if (!issued) return {};
    const command = { type: 'sign_out', at: origin.now, session_id: issued.session_id } as const;
    const done = await journal.record(issued.user, command, witnessed(origin));
    if (isRefusal(done)) return done;
    await directory.revoke(body.refresh_token);
    return {};
  });

/** Going on with a session, and ending it. */
export const sessionEndpoints = (door: Door): readonly Endpoint[] =>
  [refresh, signOut].map((make) => make(door));
