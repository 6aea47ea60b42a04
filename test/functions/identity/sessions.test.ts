import { describe, expect, it, vi } from 'vitest';
import {
  agency,
  byService,
  LOCK,
  later,
  MEDIC,
  RIGHT,
  signedIn,
  signedOut,
  stoppedClock,
  T0,
  tokens,
} from './agency.ts';

stoppedClock();

describe('POST /v1/auth/refresh and /v1/auth/sign-out', () => {
  const ENDED = {
    status: 401,
    body: {
      error: {
        code: 'UNAUTHENTICATED',
        message: 'The session has ended or never was; sign in again.',
        details: {},
      },
    },
  };

  it('goes on with a session through a lock, until it is signed out; each session for itself', async () => {
    const { signIn, refresh, signOut, history, failFiveTimes } = agency();
    await signIn(RIGHT);
    await signIn(RIGHT);
    await failFiveTimes();
    expect(await refresh('refresh.1')).toStrictEqual(tokens(3, 1));
    vi.setSystemTime(Date.parse(later(5)));
    expect(await signOut('refresh.1')).toStrictEqual({ status: 204, body: undefined });
    expect(await refresh('refresh.1')).toStrictEqual(ENDED);
    expect(await refresh('refresh.2')).toStrictEqual(tokens(5, 2));
    expect(await history(MEDIC)).toStrictEqual([
      byService(signedIn(T0, 1)),
      byService(signedIn(T0, 2)),
      ...LOCK,
      byService(signedOut(later(5), 1)),
    ]);
  });

  it('answers a repeated and an unknown sign-out alike, and records one', async () => {
    const { signIn, signOut, history } = agency();
    await signIn(RIGHT);
    const answers = await Promise.all([signOut('refresh.1'), signOut('refresh.1'), signOut('never.issued')]);
    expect([...answers, await signOut('refresh.1')]).toStrictEqual(
      Array.from({ length: 4 }, () => ({ status: 204, body: undefined })),
    );
    expect((await history(MEDIC)).slice(1)).toStrictEqual([byService(signedOut(T0, 1))]);
  });

  it('records a sign-out once, also when the revoking failed and the client came again', async () => {
    const { signIn, refresh, signOut, history, directory } = agency();
    await signIn(RIGHT);
    const fault = Object.assign(new Error('Cognito is down'), { $fault: 'server' });
    vi.spyOn(directory, 'revoke').mockRejectedValueOnce(fault);
    expect((await signOut('refresh.1')).status).toBe(502);
    expect((await signOut('refresh.1')).status).toBe(204);
    expect((await history(MEDIC)).length).toBe(2);
    expect(await refresh('refresh.1')).toStrictEqual(ENDED);
  });
});
