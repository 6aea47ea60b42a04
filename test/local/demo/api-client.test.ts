import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ApiClient } from '../../../local/demo/api-client.ts';
import { type Got, type Reply, serve } from './http-double.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const clientOf = async (answer: (got: Got) => Reply, path = '') => {
  const { url, got, server } = await serve(answer);
  open.push(server);
  return { api: new ApiClient(`${url}${path}`), got, url };
};

const refusal = {
  error: { code: 'FORBIDDEN', message: 'No.', details: { roles: ['ems'] }, trace_id: 't-1' },
};
const Anything = z.unknown();

test('a request is sent as it was meant, below the path of the API', async () => {
  const { api, got } = await clientOf(() => ({ status: 201, body: { id: 'c1' } }), '/stage/');
  const call = {
    method: 'POST',
    path: '/v1/charts',
    expects: 201,
    token: 'T',
    key: 'K',
    body: { a: 1 },
  } as const;
  expect(await api.call(call, z.object({ id: z.string() }))).toStrictEqual({ id: 'c1' });
  expect(got).toHaveLength(1);
  expect(got[0]).toMatchObject({
    method: 'POST',
    path: '/stage/v1/charts',
    body: '{"a":1}',
    headers: { authorization: 'Bearer T', 'idempotency-key': 'K', 'content-type': 'application/json' },
  });
});

test('without token, key and body none is sent', async () => {
  const { api, got } = await clientOf(() => ({ status: 200 }));
  await api.call({ method: 'GET', path: '/healthz', expects: 200 }, Anything);
  expect(got[0]?.headers).not.toHaveProperty('authorization');
  expect(got[0]?.headers).not.toHaveProperty('idempotency-key');
  expect(got[0]?.headers).not.toHaveProperty('content-type');
});

describe('what is not as documented ends the demonstration, and says where to look', () => {
  test('another status, with the code and the trace of the error, and nothing that was sent', async () => {
    const { api } = await clientOf(() => ({ status: 403, body: refusal }));
    const call = { method: 'PATCH', path: '/v1/charts/c1', expects: 200, body: { name: 'MARKER' } } as const;
    const failed = api.call(call, Anything);
    await expect(failed).rejects.toMatchObject({
      name: 'DemoFault',
      problem: 'PATCH /v1/charts/c1 answered 403 FORBIDDEN: No. {"roles":["ems"]}, where 200 was expected.',
      advice: "Look for the trace id t-1 in the functions' logs.",
    });
  });

  test('another status, of something that is not our API', async () => {
    const { api } = await clientOf(() => ({ status: 502, body: '<html>' }));
    await expect(api.call({ method: 'GET', path: '/x', expects: 200 }, Anything)).rejects.toMatchObject({
      problem: 'GET /x answered 502, where 200 was expected.',
    });
  });

  test('another form', async () => {
    const { api, url } = await clientOf(() => ({ status: 200, body: { id: 1 } }));
    const failed = api.call({ method: 'GET', path: '/x', expects: 200 }, z.object({ id: z.string() }));
    await expect(failed).rejects.toMatchObject({
      problem: expect.stringContaining('GET /x answered in another form than documented: id:'),
      advice: `Compare it with ${url}/openapi.json.`,
    });
  });

  test('no answer', async () => {
    const { api } = await clientOf(() => ({ status: 200 }));
    for (const server of open.splice(0)) server.close();
    await expect(api.call({ method: 'GET', path: '/x', expects: 200 }, Anything)).rejects.toMatchObject({
      problem: expect.stringContaining('got no answer'),
      advice: expect.stringContaining('npm start'),
    });
  });
});

describe('a refusal that is meant', () => {
  const call = { method: 'GET', path: '/x', expects: 403 } as const;

  test('gives the error', async () => {
    const { api } = await clientOf(() => ({ status: 403, body: refusal }));
    expect(await api.refused(call, 'FORBIDDEN')).toStrictEqual(refusal.error);
  });

  test('by another code is none', async () => {
    const { api } = await clientOf(() => ({ status: 403, body: refusal }));
    await expect(api.refused(call, 'LOCKED')).rejects.toMatchObject({ name: 'DemoFault' });
  });

  test('that does not come is a fault', async () => {
    const { api } = await clientOf(() => ({ status: 200, body: {} }));
    await expect(api.refused(call, 'FORBIDDEN')).rejects.toMatchObject({
      problem: 'GET /x answered 200, where 403 was expected.',
    });
  });
});
