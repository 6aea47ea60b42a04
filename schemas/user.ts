import * as z from 'zod';
import { v1 } from './event-type.ts';
import { Instant } from './instant.ts';

/** What may still be asked for after the right password: a password of one's own, or the code of the second factor. */
export const Challenge = z.enum(['NEW_PASSWORD_REQUIRED', 'SOFTWARE_TOKEN_MFA']);
export type Challenge = z.infer<typeof Challenge>;

/** The step of a sign-in: the password, or what was asked for after it. */
export const SignInStep = z.enum(['password', ...Challenge.options]);
export type SignInStep = z.infer<typeof SignInStep>;

/** One session, from sign-in to sign-out (Cognito's `origin_jti`, which all tokens of one sign-in share). No secret. */
export const SessionId = z.guid();

const at = Instant;
const session_id = SessionId;

/** Every event of a user's stream: how they came in, were kept out, and left. No event holds an address or a password. */
export const USER_EVENTS = {
  'user.signed_in': v1(z.strictObject({ at, session_id })),
  'user.challenged': v1(z.strictObject({ at, challenge: Challenge })),
  'user.sign_in_failed': v1(z.strictObject({ at, step: SignInStep })),
  'user.locked_out': v1(z.strictObject({ until: Instant })),
  'user.unlocked': v1(z.strictObject({ at })),
  'user.signed_out': v1(z.strictObject({ at, session_id })),
};

type Events = typeof USER_EVENTS;

/** One event of a user. */
export type UserEvent = { [T in keyof Events]: { type: T; data: z.infer<Events[T]['data']> } }[keyof Events];

const command = <T extends string, F extends z.core.$ZodLooseShape>(type: T, fields: F) =>
  z.strictObject({ type: z.literal(type), at, ...fields });

/** What may be recorded of a user's sign-ins; `at` is when it happened. */
export const UserCommand = z.discriminatedUnion('type', [
  command('sign_in', { session_id }),
  command('challenge', { challenge: Challenge }),
  command('fail', { step: SignInStep }),
  command('sign_out', { session_id }),
  command('unlock', {}),
]);
export type UserCommand = z.infer<typeof UserCommand>;

/** One kind of command, by its type. */
export type UserCommandOf<T extends UserCommand['type']> = Extract<UserCommand, { type: T }>;

const Session = z.strictObject({ session_id: SessionId, since: Instant });
export type Session = z.infer<typeof Session>;

const sessions = z.array(Session);

/** A user as their sign-ins tell: nothing held against them, some failures in a row, or locked out; and their sessions. */
export const User = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('clear'), sessions }),
  z.strictObject({
    status: z.literal('failing'),
    failures: z.int().min(1),
    last_failed_at: Instant,
    sessions,
  }),
  z.strictObject({ status: z.literal('locked'), until: Instant, sessions }),
]);
export type User = z.infer<typeof User>;
