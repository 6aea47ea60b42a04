import { describe, expect, it, vi } from 'vitest';
import {
  agency,
  byService,
  DENIED,
  LOCK,
  later,
  MEDIC,
  RIGHT,
  signedIn,
  stoppedClock,
  T0,
  tokens,
} from './agency.ts';

stoppedClock();

describe('POST /v1/auth/sign-in', () => {
  it('gives tokens for the right password, whatever the case of the address, and records the sign-in', async () => {
    const { signIn, history } = agency();
    expect(await signIn(RIGHT, 'Medic@Danbury.example')).toStrictEqual(tokens(1));
    expect(await history(MEDIC)).toStrictEqual([byService(signedIn(T0, 1))]);
  });

  it('answers an unknown user, a wrong password and a locked account alike', async () => {
    const { signIn, failFiveTimes } = agency();
    expect(await signIn(RIGHT, 'nobody@danbury.example')).toStrictEqual(DENIED);
    expect(await signIn('wrong')).toStrictEqual(DENIED);
    await failFiveTimes();
    expect(await signIn(RIGHT)).toStrictEqual(DENIED);
  });

  it('locks at the fifth failure, refuses the right password until the lock ends, and takes it then', async () => {
    const { signIn, history, failFiveTimes } = agency();
    await failFiveTimes();
    expect(await history(MEDIC)).toStrictEqual(LOCK);
    vi.setSystemTime(Date.parse(later(30, -1)));
    expect(await signIn(RIGHT)).toStrictEqual(DENIED);
    expect(await signIn('wrong')).toStrictEqual(DENIED);
    expect(await history(MEDIC)).toStrictEqual(LOCK);
    vi.setSystemTime(Date.parse(later(30)));
    expect(await signIn(RIGHT)).toStrictEqual(tokens(1));
    expect(await history(MEDIC)).toStrictEqual([...LOCK, byService(signedIn(later(30), 1))]);
  });

  it('shows the password of a locked user to nobody', async () => {
    const { signIn, failFiveTimes, directory } = agency();
    await failFiveTimes();
    await signIn(RIGHT);
    expect(directory.shown.slice(0, 5)).toStrictEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong']);
    expect(directory.shown[5]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('writes nothing for an unknown user, but reads and asks the same', async () => {
    const { signIn, store, directory } = agency();
    const read = vi.spyOn(store, 'head');
    const append = vi.spyOn(store, 'append');
    await signIn('guess', 'nobody@danbury.example');
    expect(read.mock.calls.map(([{ tenant_id, category }]) => [tenant_id, category])).toStrictEqual([
      ['nobody', 'user'],
    ]);
    expect(directory.shown).toStrictEqual(['guess']);
    expect(append.mock.calls).toStrictEqual([]);
  });

  it('counts every one of many guesses at once until the lock, and answers them alike', async () => {
    const { signIn, history } = agency();
    const guesses = await Promise.all(Array.from({ length: 20 }, (_, n) => signIn(`guess ${n}`)));
    expect(guesses).toStrictEqual(guesses.map(() => DENIED));
    expect(await history(MEDIC)).toStrictEqual(LOCK);
  });

  it('drops the tokens of a right password when the lock came while Cognito was thinking', async () => {
    const { directory, failFiveTimes, history, signIn } = agency();
    const ask = directory.signIn.bind(directory);
    vi.spyOn(directory, 'signIn').mockImplementationOnce(async (who) => {
      const outcome = await ask(who);
      await failFiveTimes();
      return outcome;
    });
    expect(await signIn(RIGHT)).toStrictEqual(DENIED);
    expect(await history(MEDIC)).toStrictEqual(LOCK);
  });

  it('says what is wrong with a malformed request, and asks nobody', async () => {
    const { call, directory } = agency();
    const body = { email: 'no address', password: '', remember: true };
    expect(await call('POST /v1/auth/sign-in', { body })).toStrictEqual({
      status: 422,
      body: {
        error: {
          code: 'VALIDATION_FAILED',
          message: 'The request is not of the documented form; see details.issues.',
          details: {
            issues: [
              { path: 'body.email', message: 'Invalid email address' },
              { path: 'body.password', message: 'Too small: expected string to have >=1 characters' },
              { path: 'body', message: 'has unknown fields: remember' },
            ],
          },
        },
      },
    });
    expect(directory.shown).toStrictEqual([]);
  });
});
