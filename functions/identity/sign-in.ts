import { randomUUID } from 'node:crypto';
import * as routes from '../../schemas/routes/auth.ts';
import { derivedId } from '../commands/ids.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { concluded, DENIED, type Door } from './door.ts';
import type { Owner } from './journal.ts';

/** A stream that never has an event, read for an unknown user so that the work is the same as for a known one. */
const nobody = (email: string): Owner => ({ tenant_id: 'nobody', user_id: derivedId('nobody', email) });

/**
 * Signs in with a password. Whoever asks learns nothing from the answer, and little from the time it takes: the steps
 * are the same for all, and only the last one, a write, is left out where there is nothing to write.
 *
 *                  find   read   Cognito is asked with   write
 *   unknown user    ●      ●      the password            ○
 *   wrong           ●      ●      the password            failure
 *   locked          ●      ●      one that is wrong       ○
 *   right           ●      ●      the password            sign-in
 *
 * A locked user's password is not shown to Cognito at all, because the issuing of tokens takes time, and that would
 * tell a right guess from a wrong one. A lock that comes while Cognito thinks is met when the sign-in is written.
 */
const signIn = (door: Door) =>
  endpoint(routes.signIn, async ({ body: { email, password }, ...origin }) => {
    const user = await door.directory.find(email);
    const locked = await door.journal.isLocked(user ?? nobody(email), origin.now);
    const outcome = await door.directory.signIn({ email, password: locked ? randomUUID() : password });
    return concluded(door, outcome, { user, step: 'password', origin });
  });

/** A locked user sets no password and tries no code: both would have their effect in Cognito before the lock is met. */
const answerChallenge = (door: Door) =>
  endpoint(routes.answerChallenge, async ({ body: { email, session, ...answer }, ...origin }) => {
    const user = await door.directory.find(email);
    if (user && (await door.journal.isLocked(user, origin.now))) return DENIED;
    const outcome = await door.directory.answer({ name: user?.user_id ?? email, session }, answer);
    return concluded(door, outcome, { user, step: answer.challenge, origin });
  });

/** Coming in: by password, and by what is asked for after it. */
export const signInEndpoints = (door: Door): readonly Endpoint[] =>
  [signIn, answerChallenge].map((make) => make(door));
