import { describe, expect, it } from 'vitest';
import { decide, evolve, initial } from '../../domain/user.ts';
import type { Actor } from '../../schemas/identity.ts';
import type { User, UserCommand, UserEvent } from '../../schemas/user.ts';

const SERVICE: Actor = { user_id: 'sign-in', role: 'system' };
const ADMIN: Actor = { user_id: 'an-admin', role: 'admin' };

const T0 = Date.parse('2026-03-01T12:00:00.000Z');
const MINUTE = 60_000;
const at = (minutes: number, ms = 0) => new Date(T0 + minutes * MINUTE + ms).toISOString();
const S1 = '00000000-0000-4000-8000-000000000001';
const S2 = '00000000-0000-4000-8000-000000000002';

const signedIn = (minutes: number, session_id = S1): UserEvent => ({
  type: 'user.signed_in',
  data: { at: at(minutes), session_id },
});
const failed = (minutes: number, step: 'password' | 'SOFTWARE_TOKEN_MFA' = 'password'): UserEvent => ({
  type: 'user.sign_in_failed',
  data: { at: at(minutes), step },
});
const lockedOut = (until: number): UserEvent => ({ type: 'user.locked_out', data: { until: at(until) } });
const unlocked = (minutes: number): UserEvent => ({ type: 'user.unlocked', data: { at: at(minutes) } });
const signedOut = (minutes: number, session_id = S1): UserEvent => ({
  type: 'user.signed_out',
  data: { at: at(minutes), session_id },
});
const locked = [failed(0), failed(0), failed(0), failed(0), failed(0), lockedOut(30)];
const lockedRefusal = {
  code: 'LOCKED',
  message: `The user is locked out until ${at(30)}; an admin may unlock them.`,
  details: { until: at(30) },
};

const user = (events: readonly UserEvent[]): User => events.reduce(evolve, initial);
const given = (...events: UserEvent[]) => ({
  when: (command: UserCommand, actor = command.type === 'unlock' ? ADMIN : SERVICE) =>
    decide(user(events), command, actor),
});
const fail = (minutes: number, ms = 0): UserCommand => ({
  type: 'fail',
  at: at(minutes, ms),
  step: 'password',
});
const signIn = (minutes: number, ms = 0, session_id = S1): UserCommand => ({
  type: 'sign_in',
  at: at(minutes, ms),
  session_id,
});

describe('a failed sign-in', () => {
  it('is recorded, with its step', () => {
    const command: UserCommand = { type: 'fail', at: at(0), step: 'SOFTWARE_TOKEN_MFA' };
    expect(given().when(command)).toStrictEqual([failed(0, 'SOFTWARE_TOKEN_MFA')]);
  });

  it('locks for 30 minutes when it is the fifth in a row', () => {
    expect(given(failed(0), failed(1), failed(2)).when(fail(3))).toStrictEqual([failed(3)]);
    const fifth = given(failed(0), failed(1), failed(2), failed(3)).when(fail(4));
    expect(fifth).toStrictEqual([failed(4), lockedOut(34)]);
  });

  it('counts from one again after a sign-in, an unlock, or half an hour without another', () => {
    const four = [failed(0), failed(0), failed(0), failed(0)];
    expect(given(...four, signedIn(1)).when(fail(2))).toStrictEqual([failed(2)]);
    expect(given(...four, unlocked(1)).when(fail(2))).toStrictEqual([failed(2)]);
    expect(given(...four).when(fail(30))).toStrictEqual([failed(30)]);
    expect(given(...four).when(fail(30, -1))).toStrictEqual([
      { type: 'user.sign_in_failed', data: { at: at(30, -1), step: 'password' } },
      { type: 'user.locked_out', data: { until: at(60, -1) } },
    ]);
  });

  it('goes on counting over a challenge, because the password alone is no sign-in', () => {
    const challenged: UserEvent = {
      type: 'user.challenged',
      data: { at: at(1), challenge: 'SOFTWARE_TOKEN_MFA' },
    };
    const four = [failed(0), failed(0), failed(0), failed(0), challenged];
    expect(given(...four).when(fail(2))).toStrictEqual([failed(2), lockedOut(32)]);
  });

  it('is nothing while locked, and the first of a new count after it', () => {
    expect(given(...locked).when(fail(30, -1))).toStrictEqual([]);
    expect(given(...locked).when(fail(30))).toStrictEqual([failed(30)]);
    const anew = [failed(31), failed(31), failed(31)];
    expect(given(...locked, ...anew).when(fail(32))).toStrictEqual([failed(32)]);
  });
});

describe('a sign-in', () => {
  it('is recorded with its session, and once', () => {
    expect(given().when(signIn(0))).toStrictEqual([signedIn(0)]);
    expect(given(signedIn(0)).when(signIn(0))).toStrictEqual([]);
    expect(given(signedIn(0)).when(signIn(1, 0, S2))).toStrictEqual([signedIn(1, S2)]);
  });

  it('is refused while locked, to the last millisecond', () => {
    expect(given(...locked).when(signIn(30, -1))).toStrictEqual(lockedRefusal);
    expect(given(...locked).when(signIn(30))).toStrictEqual([signedIn(30)]);
    expect(given(...locked, unlocked(3)).when(signIn(3))).toStrictEqual([signedIn(3)]);
  });
});

describe('a challenge', () => {
  const challenge: UserCommand = { type: 'challenge', at: at(1), challenge: 'NEW_PASSWORD_REQUIRED' };

  it('is recorded, and refused while locked', () => {
    expect(given(failed(0)).when(challenge)).toStrictEqual([
      { type: 'user.challenged', data: { at: at(1), challenge: 'NEW_PASSWORD_REQUIRED' } },
    ]);
    expect(given(...locked).when(challenge)).toStrictEqual(lockedRefusal);
  });
});

describe('a sign-out', () => {
  const out = (minutes: number, session_id = S1): UserCommand => ({
    type: 'sign_out',
    at: at(minutes),
    session_id,
  });

  it('ends one session, once, and none that never was', () => {
    const two = [signedIn(0), signedIn(1, S2)];
    expect(given(...two).when(out(2))).toStrictEqual([signedOut(2)]);
    expect(given(...two, signedOut(2)).when(out(3))).toStrictEqual([]);
    expect(given(...two, signedOut(2)).when(out(3, S2))).toStrictEqual([signedOut(3, S2)]);
    expect(given().when(out(0))).toStrictEqual([]);
  });

  it('is recorded while locked, and leaves the lock as it is', () => {
    expect(given(signedIn(0), ...locked).when(out(1))).toStrictEqual([signedOut(1)]);
    expect(given(signedIn(0), ...locked, signedOut(1)).when(signIn(2, 0, S2))).toStrictEqual(lockedRefusal);
  });
});

describe('an unlock', () => {
  const unlock: UserCommand = { type: 'unlock', at: at(5) };

  it('ends a lock or a count, once, and is nothing where there is none', () => {
    expect(given(...locked).when(unlock)).toStrictEqual([unlocked(5)]);
    expect(given(failed(4)).when(unlock)).toStrictEqual([unlocked(5)]);
    expect(given(...locked, unlocked(5)).when(unlock)).toStrictEqual([]);
    expect(given().when(unlock)).toStrictEqual([]);
    expect(given(...locked).when({ type: 'unlock', at: at(30) })).toStrictEqual([]);
    expect(given(failed(0)).when({ type: 'unlock', at: at(30) })).toStrictEqual([]);
  });
});

describe('who may record', () => {
  it('is the service for what happens at the door, and an admin for the unlock', () => {
    const refusal = (role: string, needed: string) => ({
      code: 'FORBIDDEN',
      message: `The role ${role} may not do this to a user.`,
      details: { roles: [needed] },
    });
    expect(given(...locked).when({ type: 'unlock', at: at(1) }, SERVICE)).toStrictEqual(
      refusal('system', 'admin'),
    );
    for (const command of [fail(0), signIn(0)])
      expect(given().when(command, ADMIN)).toStrictEqual(refusal('admin', 'system'));
  });
});

describe('the state', () => {
  it('forgets a session without a sign-out after 30 days', () => {
    const month = 30 * 24 * 60;
    expect(user([signedIn(0), signedIn(month - 1, S2)]).sessions).toStrictEqual([
      { session_id: S1, since: at(0) },
      { session_id: S2, since: at(month - 1) },
    ]);
    expect(user([signedIn(0), signedIn(month, S2)]).sessions).toStrictEqual([
      { session_id: S2, since: at(month) },
    ]);
  });

  it('keeps a lock through a failure that should not be there', () => {
    expect(user([...locked, failed(1)])).toStrictEqual(user(locked));
  });
});
