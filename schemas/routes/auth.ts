import * as z from 'zod';
import { UserId } from '../identity.ts';
import { Version } from '../stream.ts';
import { Challenge } from '../user.ts';
import { IdempotencyKey, route } from './route.ts';

// Lengths are Cognito's own (AdminGetUser, AdminInitiateAuth, AdminRespondToAuthChallenge).
const email = z
  .email()
  .max(128)
  .toLowerCase()
  .meta({ description: 'The sign-in name', example: 'j.rivera@danbury-fire.example' });
const password = z.string().min(1).max(256);
const session = z.string().min(20).max(2048).meta({ description: "`session` of the challenge's answer" });
const refresh_token = z
  .string()
  .regex(/^[\w=.-]{1,8192}$/, 'is not a token')
  .meta({ description: 'From the sign-in' });

/** Tokens of one session. `expires_in` is the access token's life in seconds; the refresh token lives for a day. */
export const Tokens = z
  .strictObject({
    access_token: z.string().meta({ description: 'Send it as `Authorization: Bearer`' }),
    id_token: z.string().meta({ description: 'Who signed in, for the client to show; opens nothing' }),
    refresh_token: z.string(),
    expires_in: z.int().positive(),
    token_type: z.literal('Bearer'),
  })
  .meta({ id: 'Tokens' });

/** One more question: answer it at /v1/auth/challenges with this `session`, within three minutes. */
export const ChallengeAsked = z
  .strictObject({ challenge: Challenge, session: z.string() })
  .meta({ id: 'ChallengeAsked' });

const SignedIn = z.union([Tokens, ChallengeAsked]);

const NewPassword = z.strictObject({
  challenge: z.literal('NEW_PASSWORD_REQUIRED'),
  email,
  session,
  new_password: password.regex(/^\S(.*\S)?$/, 'neither begins nor ends with a space'),
});

const SecondFactor = z.strictObject({
  challenge: z.literal('SOFTWARE_TOKEN_MFA'),
  email,
  session,
  code: z.string().regex(/^\d{6}$/, 'six digits'),
});

const auth = { tag: 'auth', access: 'public', method: 'POST' } as const;

export const signIn = route({
  ...auth,
  operation: 'signIn',
  path: '/v1/auth/sign-in',
  summary: 'Sign in; an unknown user, a wrong password and a locked account have the same answer',
  body: z.strictObject({ email, password }),
  answer: SignedIn,
  errors: ['UNAUTHENTICATED', 'PAYLOAD_TOO_LARGE', 'UPSTREAM_FAILED'],
});

export const answerChallenge = route({
  ...auth,
  operation: 'answerChallenge',
  path: '/v1/auth/challenges',
  summary: 'Go on with a sign-in: set a password of your own, or send the code of the second factor',
  body: z.discriminatedUnion('challenge', [NewPassword, SecondFactor]),
  answer: SignedIn,
  errors: ['UNAUTHENTICATED', 'PAYLOAD_TOO_LARGE', 'UPSTREAM_FAILED'],
});

export const refreshTokens = route({
  ...auth,
  operation: 'refreshTokens',
  path: '/v1/auth/refresh',
  summary: 'Get a new access token for a session that goes on',
  body: z.strictObject({ refresh_token }),
  answer: Tokens,
  errors: ['UNAUTHENTICATED', 'PAYLOAD_TOO_LARGE', 'UPSTREAM_FAILED'],
});

export const signOut = route({
  ...auth,
  operation: 'signOut',
  path: '/v1/auth/sign-out',
  summary:
    'End a session; a token that is no longer good has nothing to end and is answered alike (RFC 7009)',
  body: z.strictObject({ refresh_token }),
  status: 204,
  errors: ['PAYLOAD_TOO_LARGE', 'UPSTREAM_FAILED'],
});

export const unlockUser = route({
  operation: 'unlockUser',
  method: 'POST',
  path: '/v1/users/{id}/unlock',
  tag: 'users',
  summary: 'Let a user of your agency try again at once, after too many failed sign-ins',
  access: ['admin'],
  params: z.strictObject({ id: UserId }),
  headers: z.looseObject({ 'idempotency-key': IdempotencyKey.optional() }),
  answer: z.strictObject({ id: UserId, version: Version }).meta({ id: 'UserWritten' }),
  errors: ['NOT_FOUND', 'UPSTREAM_FAILED'],
});
