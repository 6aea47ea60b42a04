import { beforeEach, vi } from 'vitest';
import type { Caller } from '../../../schemas/identity.ts';
import { MemoryDirectory } from '../../adapters/cognito/memory-directory.ts';
import { doorWorld } from './door-world.ts';

export const MEDIC: Caller = {
  tenant_id: 'danbury-fire',
  user_id: '11111111-1111-4111-8111-111111111111',
  role: 'ems',
};
export const BILLER: Caller = { ...MEDIC, user_id: '22222222-2222-4222-8222-222222222222', role: 'billing' };
export const NEWCOMER: Caller = { ...MEDIC, user_id: '33333333-3333-4333-8333-333333333333' };
export const ADMIN: Caller = { ...MEDIC, user_id: '44444444-4444-4444-8444-444444444444', role: 'admin' };

export const T0 = '2026-03-01T12:00:00.000Z';
export const later = (minutes: number, ms = 0) =>
  new Date(Date.parse(T0) + minutes * 60_000 + ms).toISOString();

/** The clock stands at T0 in each test of the file, and moves when the test moves it. */
export const stoppedClock = () =>
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(T0) });
    return () => vi.useRealTimers();
  });

/** Everyone's password at first. */
export const RIGHT = 'Correct-Horse-7';

/** An agency at the door: a medic, a biller with a second factor, a newcomer without a password of their own, an admin. */
export const agency = () => {
  const directory = new MemoryDirectory([
    { email: 'medic@danbury.example', password: RIGHT, user: MEDIC },
    {
      email: 'biller@danbury.example',
      password: RIGHT,
      user: BILLER,
      asks: 'SOFTWARE_TOKEN_MFA',
      code: '123456',
    },
    { email: 'newcomer@danbury.example', password: RIGHT, user: NEWCOMER, asks: 'NEW_PASSWORD_REQUIRED' },
    { email: 'admin@danbury.example', password: RIGHT, user: ADMIN },
  ]);
  const { call, history, store } = doorWorld(directory);
  const post = (path: string, body: object) => call(`POST /v1/auth/${path}`, { body });
  const signIn = (password: string, email = 'medic@danbury.example') => post('sign-in', { email, password });
  const failFiveTimes = async () => {
    for (let n = 0; n < 5; n += 1) await signIn('wrong');
  };
  return {
    call,
    history,
    store,
    directory,
    signIn,
    failFiveTimes,
    answer: (body: object) => post('challenges', body),
    refresh: (refresh_token: string) => post('refresh', { refresh_token }),
    signOut: (refresh_token: string) => post('sign-out', { refresh_token }),
  };
};

// Answers

export const DENIED = {
  status: 401,
  body: {
    error: {
      code: 'UNAUTHENTICATED',
      message:
        'The e-mail address, the password or the code is wrong, or the account is locked after too many attempts; try again later, or ask an admin of your agency.',
      details: {},
    },
  },
};

/** The nth tokens that were issued, of the session with this number. */
export const tokens = (n: number, session = n) => ({
  status: 200,
  body: {
    access_token: `access.${n}`,
    id_token: `id.${n}`,
    refresh_token: `refresh.${session}`,
    expires_in: 1800,
    token_type: 'Bearer',
  },
});

// History

export const sessionId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** One commit of the sign-in service. */
export const byService = (...events: unknown[]) => ({ by: { user_id: 'sign-in', role: 'system' }, events });
export const failed = (at: string, step = 'password') => ({
  type: 'user.sign_in_failed',
  data: { at, step },
});
export const lockedOut = (until: string) => ({ type: 'user.locked_out', data: { until } });
export const signedIn = (at: string, n: number) => ({
  type: 'user.signed_in',
  data: { at, session_id: sessionId(n) },
});
export const signedOut = (at: string, n: number) => ({
  type: 'user.signed_out',
  data: { at, session_id: sessionId(n) },
});

/** Five failures at T0, the last of which locks. */
export const LOCK = [
  ...[1, 2, 3, 4].map(() => byService(failed(T0))),
  byService(failed(T0), lockedOut(later(30))),
];
