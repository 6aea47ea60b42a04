import { type Refusal, refuse } from '../schemas/error.ts';
import type { Actor } from '../schemas/identity.ts';
import type { Instant } from '../schemas/instant.ts';
import { type Session, User, type UserCommand, type UserCommandOf, type UserEvent } from '../schemas/user.ts';

const MINUTE = 60_000;

/** So many failures in a row lock a user out. */
export const MAX_FAILURES = 5;

/** How long a lock holds, and after how long without another failure the count starts anew: 30 minutes, in ms. */
export const LOCK_MS = 30 * MINUTE;

/** After 30 days (ms) a session is over even without a sign-out: longer than any refresh token is made to live. */
const SESSION_MS = 30 * 24 * 60 * MINUTE;

const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();

// State

/** The shape of a user's state; raise the version whenever it or `evolve` changes, so that older snapshots are skipped. */
export const state = User;
export const fold_version = 1;

/** A user before their first event. */
export const initial: User = { status: 'clear', sessions: [] };

/** Failures that count at this moment. With half an hour behind the last one they are forgotten. */
const failuresAt = (user: User, at: Instant): number =>
  user.status === 'failing' && at < later(user.last_failed_at, LOCK_MS) ? user.failures : 0;

const lockedUntil = (user: User, at: Instant): Instant | undefined =>
  user.status === 'locked' && at < user.until ? user.until : undefined;

// Evolve

const withSession = (user: User, session: Session): User['sessions'] => [
  ...user.sessions.filter(({ since }) => session.since < later(since, SESSION_MS)),
  session,
];

const failed = (user: User, at: Instant): User => {
  if (lockedUntil(user, at)) return user;
  const failures = failuresAt(user, at) + 1;
  return { status: 'failing', failures, last_failed_at: at, sessions: user.sessions };
};

/** The user after one more event. Total: every event has its effect on every state; a failure has none on a lock. */
export const evolve = (user: User, { type, data }: UserEvent): User => {
  switch (type) {
    case 'user.signed_in':
      return {
        status: 'clear',
        sessions: withSession(user, { session_id: data.session_id, since: data.at }),
      };
    case 'user.challenged':
      return user;
    case 'user.sign_in_failed':
      return failed(user, data.at);
    case 'user.locked_out':
      return { status: 'locked', until: data.until, sessions: user.sessions };
    case 'user.unlocked':
      return { status: 'clear', sessions: user.sessions };
    case 'user.signed_out':
      return { ...user, sessions: user.sessions.filter((each) => each.session_id !== data.session_id) };
  }
};

// Commands

type Decision = readonly UserEvent[] | Refusal;

/** Why nobody may sign in as this user at this moment, or undefined when they may try. */
export const lockRefusal = (user: User, at: Instant): Refusal | undefined => {
  const until = lockedUntil(user, at);
  return until
    ? refuse('LOCKED', `The user is locked out until ${until}; an admin may unlock them.`, { until })
    : undefined;
};

const hasSession = (user: User, session_id: string): boolean =>
  user.sessions.some((each) => each.session_id === session_id);

const signIn = (user: User, { at, session_id }: UserCommandOf<'sign_in'>): Decision => {
  if (hasSession(user, session_id)) return [];
  return lockRefusal(user, at) ?? [{ type: 'user.signed_in', data: { at, session_id } }];
};

/** The right password alone is no sign-in: the count of failures stays, so that codes cannot be guessed for ever. */
const challenge = (user: User, { type: _, ...data }: UserCommandOf<'challenge'>): Decision =>
  lockRefusal(user, data.at) ?? [{ type: 'user.challenged', data }];

/** While locked, failures neither count nor prolong the lock: guessing keeps nobody out for ever, and five events a lock is all it writes. */
const fail = (user: User, { at, step }: UserCommandOf<'fail'>): Decision => {
  if (lockedUntil(user, at)) return [];
  const failure = { type: 'user.sign_in_failed', data: { at, step } } as const;
  if (failuresAt(user, at) + 1 < MAX_FAILURES) return [failure];
  return [failure, { type: 'user.locked_out', data: { until: later(at, LOCK_MS) } }];
};

/** A locked user may leave: the lock keeps guesses out, and their sessions go on until they end. */
const signOut = (user: User, { at, session_id }: UserCommandOf<'sign_out'>): Decision =>
  hasSession(user, session_id) ? [{ type: 'user.signed_out', data: { at, session_id } }] : [];

const unlock = (user: User, { at }: UserCommandOf<'unlock'>): Decision =>
  lockedUntil(user, at) || failuresAt(user, at) > 0 ? [{ type: 'user.unlocked', data: { at } }] : [];

// Decide

const RECORDERS: Readonly<Record<UserCommand['type'], Actor['role']>> = {
  sign_in: 'system',
  challenge: 'system',
  fail: 'system',
  sign_out: 'system',
  unlock: 'admin',
};

const roleRefusal = ({ type }: UserCommand, role: Actor['role']): Refusal | undefined =>
  RECORDERS[type] === role
    ? undefined
    : refuse('FORBIDDEN', `The role ${role} may not do this to a user.`, { roles: [RECORDERS[type]] });

const decideAllowed = (user: User, command: UserCommand): Decision => {
  switch (command.type) {
    case 'sign_in':
      return signIn(user, command);
    case 'challenge':
      return challenge(user, command);
    case 'fail':
      return fail(user, command);
    case 'sign_out':
      return signOut(user, command);
    case 'unlock':
      return unlock(user, command);
  }
};

/**
 * What a command makes of a user: the events to append, none when there is nothing to record, or why it is refused.
 * Five failures in a row lock for 30 minutes; a sign-in or an admin's unlock resets the count; while locked even the
 * right password is refused (docs/security.md). A session that is known to have begun or ended is not recorded twice;
 * a failure has no name to know it by, so each counts, and a repeated request is recognised by its command id.
 */
export const decide = (user: User, command: UserCommand, actor: Actor): Decision =>
  roleRefusal(command, actor.role) ?? decideAllowed(user, command);
