import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../schemas/identity.ts';
import {
  ADMIN,
  agency,
  BILLER,
  byService,
  LOCK,
  MEDIC,
  RIGHT,
  sessionId,
  signedIn,
  stoppedClock,
  T0,
  tokens,
} from './agency.ts';

stoppedClock();

const OUTSIDER: Caller = { ...ADMIN, tenant_id: 'elsewhere' };

type Call = ReturnType<typeof agency>['call'];
const unlocking =
  (call: Call) =>
  (caller: Caller, id = MEDIC.user_id, headers = {}) =>
    call('POST /v1/users/{id}/unlock', { caller, params: { id }, headers });

describe('POST /v1/users/{id}/unlock', () => {
  it('lets a locked user in at once, in the name of the admin', async () => {
    const { call, signIn, history, failFiveTimes } = agency();
    const unlock = unlocking(call);
    await failFiveTimes();
    const done = { status: 200, body: { id: MEDIC.user_id, version: 7 } };
    expect(await unlock(ADMIN, MEDIC.user_id, { 'idempotency-key': 'unlock-medic' })).toStrictEqual(done);
    expect(await unlock(ADMIN, MEDIC.user_id, { 'idempotency-key': 'unlock-medic' })).toStrictEqual(done);
    expect(await signIn(RIGHT)).toStrictEqual(tokens(1));
    expect((await history(MEDIC)).slice(5)).toStrictEqual([
      {
        by: { user_id: ADMIN.user_id, role: 'admin' },
        events: [{ type: 'user.unlocked', data: { at: T0 } }],
      },
      byService(signedIn(T0, 1)),
    ]);
  });

  it('changes nothing for a user who is not locked', async () => {
    const { call, history } = agency();
    const unlock = unlocking(call);
    expect(await unlock(ADMIN)).toStrictEqual({ status: 200, body: { id: MEDIC.user_id, version: 0 } });
    expect(await history(MEDIC)).toStrictEqual([]);
  });

  it('knows no user of another agency, and no role but admin', async () => {
    const { call, history, failFiveTimes } = agency();
    const unlock = unlocking(call);
    await failFiveTimes();
    const error = { code: 'NOT_FOUND', message: 'There is no such user in your agency.', details: {} };
    expect(await unlock(OUTSIDER)).toStrictEqual({ status: 404, body: { error } });
    expect(await unlock(ADMIN, sessionId(9))).toStrictEqual({ status: 404, body: { error } });
    expect((await unlock(BILLER)).status).toBe(403);
    expect((await call('POST /v1/users/{id}/unlock', { params: { id: MEDIC.user_id } })).status).toBe(401);
    expect(await history(MEDIC)).toStrictEqual(LOCK);
  });
});
