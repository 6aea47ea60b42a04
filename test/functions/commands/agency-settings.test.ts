import { describe, expect, it } from 'vitest';
import { agencyProfile, agencyStream } from '../../../functions/agency.ts';
import { ADMIN, TENANT } from '../../sample-chart.ts';
import { agencyWorld, DEMOGRAPHICS } from '../agency-world.ts';
import { caller } from '../chart-world.ts';

const RELEASE = '3.5.1.250403CP1';
const ACCOUNT = {
  endpoint: 'https://state.example/NemsisWs',
  username: 'lakeside',
  organization: 'Lakeside EMS',
};
const PASSWORD = 'Marker of a secret 1';

const recorded = async () => {
  const world = agencyWorld();
  const { status, body } = await world.put('elements', { version: 0, ...DEMOGRAPHICS });
  expect([status, body]).toStrictEqual([200, { version: 2 }]);
  return world;
};

const issues = (body: { error: { details: { issues?: unknown } } }) => body.error.details.issues;

describe('PUT /v1/agency/releases', () => {
  const releases = [{ from: '2025-01-01', release: RELEASE, packs: ['x_rules_national_US_1'] }];

  it('records them once', async () => {
    const { put, events } = agencyWorld();
    expect((await put('releases', { version: 0, releases })).body).toStrictEqual({ version: 1 });
    expect((await put('releases', { version: 1, releases })).body).toStrictEqual({ version: 1 });
    expect(await events()).toStrictEqual([{ type: 'agency.releases_set', data: { releases } }]);
  });

  it('refuses releases that there are not, and dates that are not in order', async () => {
    const { put } = agencyWorld();
    const wrong = [
      { from: '2025-01-01', release: RELEASE, packs: [] },
      { from: '2025-01-01', release: '3.4.0', packs: [] },
    ];
    const { status, body } = await put('releases', { version: 0, releases: wrong });
    expect(status).toBe(422);
    expect(issues(body)).toStrictEqual([
      { path: 'body.releases.1.release', message: 'there is no release 3.4.0 here' },
      { path: 'body.releases.1.from', message: 'must be after the date before it' },
    ]);
  });
});

describe('PUT /v1/agency/time-zone', () => {
  it('records it once, and refuses what is none', async () => {
    const { put, store } = await recorded();
    const time_zone = 'America/Phoenix';
    expect((await put('time-zone', { version: 2, time_zone })).body).toStrictEqual({ version: 3 });
    expect((await put('time-zone', { version: 3, time_zone })).body).toStrictEqual({ version: 3 });
    expect((await put('time-zone', { version: 3, time_zone: 'Mars/Olympus' })).status).toBe(422);
    expect((await agencyProfile(store, TENANT)).facts?.time_zone).toBe(time_zone);
  });
});

describe('PUT /v1/agency/state-account', () => {
  it('keeps the password where secrets are kept, and says only that it was set', async () => {
    const { put, ask, events, credentials } = agencyWorld();
    const done = await put('state-account', { version: 0, ...ACCOUNT, password: PASSWORD });
    expect(done).toStrictEqual({ status: 200, body: { version: 1 } });
    const { endpoint: _, ...account } = ACCOUNT;
    expect(await credentials.get(TENANT)).toStrictEqual({ ...account, password: PASSWORD });
    expect(await events()).toStrictEqual([
      { type: 'agency.state_account_set', data: { account: ACCOUNT, password: 'set' } },
    ]);
    const { body } = await ask('GET /v1/agency');
    expect(body.state).toStrictEqual(ACCOUNT);
    expect(JSON.stringify(body)).not.toContain(PASSWORD);
  });

  it('keeps the password before where none is given, and asks for one where there is none', async () => {
    const { put, credentials } = agencyWorld();
    expect((await put('state-account', { version: 0, ...ACCOUNT })).status).toBe(422);
    await put('state-account', { version: 0, ...ACCOUNT, password: PASSWORD });
    const changed = { ...ACCOUNT, username: 'lakeside-2' };
    expect((await put('state-account', { version: 1, ...changed })).body).toStrictEqual({ version: 2 });
    expect((await put('state-account', { version: 2, ...changed })).body).toStrictEqual({ version: 2 });
    expect(await credentials.get(TENANT)).toMatchObject({ username: 'lakeside-2', password: PASSWORD });
  });

  it('keeps nothing for whoever is behind', async () => {
    const { put, credentials } = agencyWorld();
    await put('state-account', { version: 0, ...ACCOUNT, password: PASSWORD });
    const late = await put('state-account', { version: 0, ...ACCOUNT, password: 'another one' });
    expect([late.status, late.body.error.code]).toStrictEqual([409, 'VERSION_CONFLICT']);
    expect((await credentials.get(TENANT))?.password).toBe(PASSWORD);
  });

  it.each(['http://127.0.0.1:4600/NemsisWs', 'https://localhost/', 'https://169.254.169.254/'])(
    'keeps nothing where the state would be at %s',
    async (endpoint) => {
      const { put, credentials, events } = agencyWorld();
      const done = await put('state-account', { version: 0, ...ACCOUNT, endpoint, password: PASSWORD });
      expect(done).toMatchObject({ status: 422, body: { error: { code: 'VALIDATION_FAILED' } } });
      expect(issues(done.body)).toStrictEqual([
        {
          path: 'body.endpoint',
          message: expect.stringMatching(/^must (begin with https|name a host of the internet)/),
        },
      ]);
      expect([await credentials.get(TENANT), await events()]).toStrictEqual([undefined, []]);
    },
  );

  it('takes a state on its own machine where the deployment is the local one, and no other address', async () => {
    const { put } = agencyWorld({ reach: 'local' });
    const here = { version: 0, ...ACCOUNT, endpoint: 'http://127.0.0.1:4600/NemsisWs', password: PASSWORD };
    expect((await put('state-account', here)).status).toBe(200);
    const inside = { ...here, version: 1, endpoint: 'https://169.254.169.254/' };
    expect((await put('state-account', inside)).status).toBe(422);
  });

  it('gives a repetition its first outcome, and has nothing of the password in the id of its command', async () => {
    const { put, store } = agencyWorld();
    const headers = { 'idempotency-key': 'set-the-account' };
    const body = { version: 0, ...ACCOUNT, password: PASSWORD };
    const ids = async () =>
      (await store.load(agencyStream(TENANT))).commits.map(({ command_id }) => command_id);
    for (const _ of [1, 2])
      expect((await put('state-account', body, { headers })).body).toStrictEqual({ version: 1 });
    const other = agencyWorld();
    await other.put('state-account', { ...body, password: 'quite another' }, { headers });
    const { commits } = await other.store.load(agencyStream(TENANT));
    expect(commits.map(({ command_id }) => command_id)).toStrictEqual(await ids());
  });
});

describe('any write of an agency', () => {
  it.each([
    ['elements', { ...DEMOGRAPHICS }],
    ['releases', { releases: [] }],
    ['time-zone', { time_zone: 'UTC' }],
    ['state-account', { ...ACCOUNT, password: PASSWORD }],
  ])('of %s is for admins, at the version seen', async (what, body) => {
    const { put, credentials } = agencyWorld();
    for (const role of ['ems', 'billing', 'auditor', 'founder', 'vendor'] as const)
      expect((await put(what, { version: 0, ...body }, { caller: caller(role) })).status).toBe(403);
    expect((await put(what, { version: 7, ...body })).body.error.details).toStrictEqual({
      server_version: 0,
      updated_at: null,
    });
    expect(await credentials.get(TENANT)).toBeUndefined();
  });

  it('says who did it', async () => {
    const { store } = await recorded();
    const [commit] = (await store.load(agencyStream(TENANT))).commits;
    expect(commit?.actor).toStrictEqual(ADMIN);
  });
});
