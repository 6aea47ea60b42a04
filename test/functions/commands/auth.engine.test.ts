import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { CREDENTIALS } from '../../../local/environment.ts';
import { dynamoCommitTable } from '../../../store/dynamo-commit-table.ts';
import { eventStore } from '../../../store/event-store.ts';
import { noKeys } from '../../../store/keys/no-keys.ts';
import { agency, type Person } from '../../e2e/agency.ts';

// The engine that enforces IAM: what the function does here, its grants allow.
const deployment = inject('guarded');
const { endpoint, region, outputs } = deployment;
const dynamo = new DynamoDBClient({ endpoint, region, credentials: CREDENTIALS });
const store = eventStore(dynamoCommitTable(dynamo, String(outputs['EventsTable'])), noKeys);

const idOf = ({ token }: Person): string =>
  JSON.parse(Buffer.from(String(token.split('.')[1]), 'base64url').toString('utf8')).sub;

const setUp = async () => {
  const { api, tenant, person } = await agency(deployment);
  const medic = await person('ems');
  const post = (path: string, body: unknown) => api('POST', `/v1/auth/${path}`, { body });
  const signIn = (password: string, email = medic.email) => post('sign-in', { email, password });
  const types = async () => {
    const { commits } = await store.load({ tenant_id: tenant, category: 'user', id: idOf(medic) });
    return commits.map(({ actor, events }) => [actor.role, ...events.map(({ type }) => type)]);
  };
  return { api, medic, person, post, signIn, types };
};

/** An answer without the id that differs from request to request. */
const seen = ({ status, body }: Awaited<ReturnType<Person['ask']>>) => {
  const { trace_id: _, ...error } = Object(body['error']);
  return { status, error };
};

describe('signing in at the deployed API', () => {
  it('locks after five wrong passwords, tells nobody, and opens by an admin', async () => {
    const { medic, person, signIn, types } = await setUp();
    const stranger = seen(await signIn(medic.password, 'nobody@danbury.example'));
    expect([stranger.status, stranger.error.code]).toStrictEqual([401, 'UNAUTHENTICATED']);
    for (let n = 0; n < 5; n += 1) expect(seen(await signIn('wrong'))).toStrictEqual(stranger);
    expect(seen(await signIn(medic.password))).toStrictEqual(stranger);
    const unlock = `/v1/users/${idOf(medic)}/unlock`;
    expect((await medic.ask('POST', unlock)).status).toBe(403);
    expect((await (await person('admin')).ask('POST', unlock)).body).toStrictEqual({
      id: idOf(medic),
      version: 8,
    });
    expect((await signIn(medic.password)).status).toBe(200);
    expect(await types()).toStrictEqual([
      ['system', 'user.signed_in'],
      ...[1, 2, 3, 4].map(() => ['system', 'user.sign_in_failed']),
      ['system', 'user.sign_in_failed', 'user.locked_out'],
      ['admin', 'user.unlocked'],
      ['system', 'user.signed_in'],
    ]);
  });

  it('refreshes a session until it is signed out', async () => {
    const { medic, post, types } = await setUp();
    const { refresh_token } = medic;
    const refreshed = await post('refresh', { refresh_token });
    expect([refreshed.status, refreshed.body['refresh_token']]).toStrictEqual([200, refresh_token]);
    expect((await post('sign-out', { refresh_token })).status).toBe(204);
    expect((await post('refresh', { refresh_token })).status).toBe(401);
    expect((await post('sign-out', { refresh_token })).status).toBe(204);
    expect(await types()).toStrictEqual([
      ['system', 'user.signed_in'],
      ['system', 'user.signed_out'],
    ]);
  });

  it('knows no user of another agency', async () => {
    const { medic } = await setUp();
    const stranger = await (await agency(deployment)).person('admin');
    const unlock = `/v1/users/${idOf(medic)}/unlock`;
    expect(seen(await stranger.ask('POST', unlock))).toStrictEqual({
      status: 404,
      error: { code: 'NOT_FOUND', message: 'There is no such user in your agency.', details: {} },
    });
  });

  it('counts many guesses at once up to the lock', async () => {
    const { signIn, types } = await setUp();
    const guesses = await Promise.all(Array.from({ length: 8 }, (_, n) => signIn(`guess ${n}`)));
    expect(guesses.map(({ status }) => status)).toStrictEqual(guesses.map(() => 401));
    expect((await types()).slice(1)).toStrictEqual([
      ...[1, 2, 3, 4].map(() => ['system', 'user.sign_in_failed']),
      ['system', 'user.sign_in_failed', 'user.locked_out'],
    ]);
  });
});
