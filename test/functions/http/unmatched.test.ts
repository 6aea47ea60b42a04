import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { endpoint } from '../../../functions/http/endpoint.ts';
import { unmatched } from '../../../functions/http/unmatched.ts';
import { ROUTES } from '../../../schemas/routes/all.ts';
import { route } from '../../../schemas/routes/route.ts';
import { apiEvent } from '../api-event.ts';
import { caller, PERMISSIVE } from '../chart-world.ts';

const getNote = route({
  operation: 'getNote',
  method: 'GET',
  path: '/notes/{name}',
  tag: 'notes',
  summary: 'Read a note',
  access: 'public',
  params: z.strictObject({ name: z.string() }),
  answer: z.strictObject({ note: z.string() }),
});
const readNote = endpoint(getNote, async ({ params }) => ({ note: params.name }));
const otherwise = unmatched([...ROUTES, getNote], [readNote]);

const ask = async (method: string, path: string) => {
  const { pathParameters: _none, ...event } = apiEvent(`${method} ${path}`, 'request-1', {
    caller: caller('ems'),
  });
  const call = { event, limits: PERMISSIVE, trace_id: 'trace-1', now: '2025-03-02T08:15:42.000Z' };
  const { answer, code, caller: who } = await otherwise.call(call);
  const { statusCode: status, headers = {}, body = '' } = answer;
  return { status, allow: headers['allow'], body, code, who };
};
const error = (code: string, message: string, details: object) =>
  JSON.stringify({ error: { code, message, details, trace_id: 'trace-1' } });

it('What no route takes goes to the default route', () => {
  expect(otherwise.key).toBe('$default');
});

describe('An unknown path', () => {
  it.each([
    '/',
    '/v1',
    '/v1/nothing',
    '/v1/charts/',
    '/v1/charts/a/b',
    '/openapi-json',
    '/v1/charts/a/vitals/b/c',
  ])('%s is not found, by any method', async (path) => {
    for (const method of ['GET', 'POST', 'OPTIONS', 'HEAD', 'TRACE'])
      expect(await ask(method, path)).toStrictEqual({
        status: 404,
        allow: undefined,
        body: error('NOT_FOUND', 'There is no such path; /openapi.json lists those there are.', {}),
        code: 'NOT_FOUND',
        who: undefined,
      });
  });
});

describe('A known path', () => {
  it.each([
    ['DELETE', '/v1/charts', ['GET', 'POST']],
    ['TRACE', '/v1/charts/8f14e45f-ceea-467f-9d2c-3b1f6a7c0e55', ['GET', 'PATCH']],
    ['HEAD', '/v1/charts', ['GET', 'POST']],
    ['GET', '/v1/auth/sign-in', ['POST']],
    ['POST', '/openapi.json', ['GET']],
    ['POST', '/notes/a', ['GET', 'HEAD']],
  ])('does not take %s %s, and says what it takes', async (method, path, methods) => {
    const allow = methods.join(', ');
    expect(await ask(method, path)).toStrictEqual({
      status: 405,
      allow,
      body: error('METHOD_NOT_ALLOWED', `This path takes ${allow}.`, { allow: methods }),
      code: 'METHOD_NOT_ALLOWED',
      who: undefined,
    });
  });

  it('tells its methods when it is asked for them', async () => {
    expect(await ask('OPTIONS', '/v1/charts')).toStrictEqual({
      status: 204,
      allow: 'GET, POST',
      body: '',
      code: 'OK',
      who: undefined,
    });
  });

  it('is answered HEAD as GET where it is served here, without the body', async () => {
    const head = await ask('HEAD', '/notes/a');
    expect(head).toStrictEqual({ status: 200, allow: undefined, body: '', code: 'OK', who: undefined });
  });
});
