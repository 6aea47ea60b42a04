import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { dynamoPermitTable } from '../../store/rate-limit.ts';
import { type Agency, agency, type Person } from './agency.ts';
import type { Answered } from './api-client.ts';
import { behind } from './behind.ts';
import { withTokenLife } from './token-life.ts';

const codeOf = ({ status, body }: Answered) => ({ status, code: (body['error'] as { code?: string })?.code });

/** Takes all permits of an agency for this minute, and for the next, which may begin meanwhile. */
const spendMinutes = async (holder: string) => {
  const { dynamo, output } = behind(inject('deployment'));
  const permits = dynamoPermitTable(dynamo, output('EphemeralTable'));
  for (const time of [Date.now(), Date.now() + 60_000]) {
    const minute = new Date(time).toISOString().slice(0, 16);
    expect(await permits.take({ holder, minute, count: 1_000_000, limit: 1_000_000 })).toBe(true);
  }
};

describe('What is wrong is refused with its code, and changes nothing', () => {
  let ours: Agency;
  let medic: Person;
  let at: string;

  beforeAll(async () => {
    ours = await agency(inject('deployment'));
    medic = await ours.person('ems');
    const key = { 'idempotency-key': randomUUID() };
    const { body } = await medic.ask('POST', '/v1/charts', { incident_number: '26-1' }, key);
    at = `/v1/charts/${body['id']}`;
  });

  const unchanged = async () => expect((await medic.ask('GET', at)).body['version']).toBe(1);
  const asked = (method: string, path: string, ask: Parameters<Agency['api']>[2]) =>
    ours.api(method, path, { token: medic.token, ...ask });

  it.each([
    ['JSON that is none', { raw: '{"version": 1, ' }],
    ['no body', {}],
    ['a wrong type', { body: { version: 1, text: 7 } }],
    ['an unknown field', { body: { version: 1, text: 'x', mood: 'good' } }],
    ['no version', { body: { text: 'x' } }],
  ])('%s', async (_what, ask) => {
    const answer = await asked('PATCH', `${at}/narrative`, ask);
    expect(codeOf(answer)).toStrictEqual({ status: 422, code: 'VALIDATION_FAILED' });
    await unchanged();
  });

  it('a body over the limit', async () => {
    const body = { version: 1, text: 'x'.repeat(600_000) };
    expect(codeOf(await asked('PATCH', `${at}/narrative`, { body }))).toStrictEqual({
      status: 413,
      code: 'PAYLOAD_TOO_LARGE',
    });
    await unchanged();
  });

  it('an id that is none', async () => {
    const answer = await asked('GET', '/v1/charts/not-an-id', {});
    expect(codeOf(answer)).toStrictEqual({ status: 422, code: 'VALIDATION_FAILED' });
  });

  it('a stale version', async () => {
    const answer = await asked('PATCH', `${at}/narrative`, { body: { version: 9, text: 'x' } });
    expect(codeOf(answer)).toStrictEqual({ status: 409, code: 'VERSION_CONFLICT' });
    await unchanged();
  });

  it('a transition that there is not', async () => {
    const answer = await asked('POST', `${at}/transitions`, { body: { version: 1, to: 'locked' } });
    expect(codeOf(answer)).toStrictEqual({ status: 409, code: 'INVALID_TRANSITION' });
    await unchanged();
  });

  it('no token, a forged one, an ID token', async () => {
    const [head, , mark] = medic.token.split('.');
    const claims = Buffer.from(
      JSON.stringify({ tenant_id: ours.tenant, role: 'admin', token_use: 'access' }),
    );
    const forged = `${head}.${claims.toString('base64url')}.${mark}`;
    for (const ask of [{}, { token: forged }, { token: 'nonsense' }])
      expect((await ours.api('GET', at, ask)).status).toBe(401);
    // An ID token is signed for this client too, so the gateway lets it through; the function does not.
    const shown = await ours.api('GET', at, { token: medic.id_token });
    expect(codeOf(shown)).toStrictEqual({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('a token past its time, until its session is refreshed', async () => {
    const { token, refresh_token } = await withTokenLife(inject('deployment'), 2, () => ours.person('ems'));
    const read = async (held: string) => (await ours.api('GET', at, { token: held })).status;
    await expect.poll(() => read(token), { timeout: 20_000, interval: 500 }).toBe(401);
    const { body } = await ours.api('POST', '/v1/auth/refresh', { body: { refresh_token } });
    expect(await read(String(body['access_token']))).toBe(200);
  });

  it('more requests than a minute of an agency has', async () => {
    const { tenant, person } = await agency(inject('deployment'));
    const busy = await person('ems');
    await spendMinutes(tenant);
    const answer = await busy.ask('GET', '/v1/charts');
    expect(codeOf(answer)).toStrictEqual({ status: 429, code: 'RATE_LIMITED' });
    expect(answer.headers.get('retry-after')).toMatch(/^([1-9]|[1-5]\d|60)$/);
  });

  it("another agency's chart is not there, to read or to write", async () => {
    const stranger = await (await agency(inject('deployment'))).person('admin');
    expect(codeOf(await stranger.ask('GET', at))).toStrictEqual({ status: 404, code: 'NOT_FOUND' });
    const write = await stranger.ask('PATCH', `${at}/narrative`, { version: 1, text: 'x' });
    expect(codeOf(write)).toStrictEqual({ status: 404, code: 'NOT_FOUND' });
    expect((await stranger.ask('GET', '/v1/charts')).body).toStrictEqual({ items: [], next_cursor: null });
    await unchanged();
  });

  it('a path that there is not, and a method that a path has not', async () => {
    expect(codeOf(await ours.api('GET', '/v1/nothing'))).toStrictEqual({ status: 404, code: 'NOT_FOUND' });
    const other = await ours.api('DELETE', '/v1/charts');
    expect(codeOf(other)).toStrictEqual({ status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(other.headers.get('allow')).toBe('GET, POST');
  });
});
