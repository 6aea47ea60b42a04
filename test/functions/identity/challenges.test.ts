import { describe, expect, it } from 'vitest';
import {
  agency,
  BILLER,
  byService,
  DENIED,
  failed,
  later,
  lockedOut,
  NEWCOMER,
  RIGHT,
  signedIn,
  stoppedClock,
  T0,
  tokens,
} from './agency.ts';

stoppedClock();

describe('POST /v1/auth/challenges', () => {
  const code = { challenge: 'SOFTWARE_TOKEN_MFA', email: 'biller@danbury.example' };

  it('asks for the second factor, takes its code, and records each step', async () => {
    const { signIn, answer, history } = agency();
    const asked = await signIn(RIGHT, 'biller@danbury.example');
    expect(asked).toStrictEqual({
      status: 200,
      body: { challenge: 'SOFTWARE_TOKEN_MFA', session: 'challenge-session-no-1' },
    });
    expect(await answer({ ...code, session: 'challenge-session-no-1', code: '000000' })).toStrictEqual(
      DENIED,
    );
    expect(await answer({ ...code, session: 'challenge-session-no-1', code: '123456' })).toStrictEqual(
      tokens(1),
    );
    expect(await history(BILLER)).toStrictEqual([
      byService({ type: 'user.challenged', data: { at: T0, challenge: 'SOFTWARE_TOKEN_MFA' } }),
      byService(failed(T0, 'SOFTWARE_TOKEN_MFA')),
      byService(signedIn(T0, 1)),
    ]);
  });

  it('locks after five wrong codes, however often the right password starts anew, and then takes no right one', async () => {
    const { signIn, answer, history } = agency();
    for (let n = 1; n <= 5; n += 1) {
      await signIn(RIGHT, 'biller@danbury.example');
      await answer({ ...code, session: `challenge-session-no-${n}`, code: '000000' });
    }
    expect((await history(BILLER)).at(-1)).toStrictEqual(
      byService(failed(T0, 'SOFTWARE_TOKEN_MFA'), lockedOut(later(30))),
    );
    expect(await answer({ ...code, session: 'challenge-session-no-1', code: '123456' })).toStrictEqual(
      DENIED,
    );
    expect(await signIn(RIGHT, 'biller@danbury.example')).toStrictEqual(DENIED);
  });

  it('sets a first password, refusing a weak one without counting it', async () => {
    const { signIn, answer, history } = agency();
    await signIn(RIGHT, 'newcomer@danbury.example');
    const who = {
      challenge: 'NEW_PASSWORD_REQUIRED',
      email: 'newcomer@danbury.example',
      session: 'challenge-session-no-1',
    };
    expect(await answer({ ...who, new_password: 'short' })).toStrictEqual({
      status: 422,
      body: {
        error: {
          code: 'VALIDATION_FAILED',
          message: 'The new password is not as strong as it must be.',
          details: {
            issues: [
              {
                path: 'body.new_password',
                message:
                  'at least 12 characters, with lower and upper case, a digit and a symbol, and never used before',
              },
            ],
          },
        },
      },
    });
    expect(await answer({ ...who, new_password: 'My-Own-Password-1' })).toStrictEqual(tokens(1));
    expect(await history(NEWCOMER)).toStrictEqual([
      byService({ type: 'user.challenged', data: { at: T0, challenge: 'NEW_PASSWORD_REQUIRED' } }),
      byService(signedIn(T0, 1)),
    ]);
  });

  it('denies an unknown user and a session that never was, and counts only where there is a user', async () => {
    const { answer, history } = agency();
    const made_up = { session: 'x'.repeat(20), code: '123456' };
    const unknown = { ...code, ...made_up, email: 'nobody@danbury.example' };
    expect(await answer(unknown)).toStrictEqual(DENIED);
    expect(await answer({ ...code, ...made_up })).toStrictEqual(DENIED);
    expect(await history(BILLER)).toStrictEqual([byService(failed(T0, 'SOFTWARE_TOKEN_MFA'))]);
  });
});
