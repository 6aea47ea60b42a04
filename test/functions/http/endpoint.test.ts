import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { endpoint, type Limits, type Outcome, type Request } from '../../../functions/http/endpoint.ts';
import { ERRORS, ErrorCode, type Refusal, refuse } from '../../../schemas/error.ts';
import { Content } from '../../../schemas/routes/content.ts';
import { route } from '../../../schemas/routes/route.ts';
import { type Ask, apiEvent } from '../api-event.ts';
import { caller } from '../chart-world.ts';

const now = '2025-03-02T08:15:42.000Z';
const medic = caller('ems');

const putThing = route({
  operation: 'putThing',
  method: 'PUT',
  path: '/v1/things/{id}',
  tag: 'things',
  summary: 'Put a thing',
  access: ['ems'],
  params: z.strictObject({ id: z.string() }),
  body: z.strictObject({ text: z.string() }),
  status: 201,
  answer: z.strictObject({ said: z.string() }),
});
const openThing = { ...putThing, access: 'public' } as const;

/** Limits that tell who asked for a permit, and refuse when they shall. */
const limitsOf = (limited?: Refusal) => {
  const holders: string[] = [];
  const permit: Limits['permit'] = async (holder, at) => {
    holders.push(`${holder} ${at}`);
    return limited;
  };
  return { holders, limits: { maxBodyBytes: 100, permit } };
};

const call = (ask: Partial<Ask> = {}, limits = limitsOf().limits) => ({
  event: apiEvent('PUT /v1/things/{id}', 'request-1', {
    caller: medic,
    params: { id: 'a' },
    body: { text: 'hello' },
    ...ask,
  }),
  limits,
  trace_id: 'trace-1',
  now,
});

const say = async ({ body }: Request<typeof putThing>) => ({ said: body.text });
const never = async () => {
  throw new Error('a refused request reached its handler');
};
const errorOf = (outcome: Outcome) => ({
  status: outcome.answer.statusCode,
  error: JSON.parse(outcome.answer.body ?? '').error,
});

describe('An endpoint', () => {
  it('has the key by which the gateway names its route', () => {
    expect(endpoint(putThing, say).key).toBe('PUT /v1/things/{id}');
  });

  it('answers with what its handler gives, and tells who asked', async () => {
    const outcome = await endpoint(putThing, say).call(call());
    expect(outcome).toMatchObject({
      answer: { statusCode: 201, body: '{"said":"hello"}' },
      caller: medic,
      code: 'OK',
    });
  });

  it('tells how long its answer may be kept, and answers what is known already without a body', async () => {
    const kept = endpoint({ ...putThing, cached_s: 60 }, say);
    const { answer } = await kept.call(call());
    const etag = answer.headers?.['etag'];
    expect(answer).toMatchObject({
      statusCode: 201,
      body: '{"said":"hello"}',
      headers: { 'cache-control': 'private, max-age=60', 'content-type': 'application/json' },
    });
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const known of [`${etag}`, `W/${etag}`, `"other", ${etag}`]) {
      const again = await kept.call(call({ headers: { 'if-none-match': known } }));
      expect(again.answer).toMatchObject({ statusCode: 304, headers: { etag } });
      expect(again.answer.body).toBeUndefined();
    }
    const other = await kept.call(call({ headers: { 'if-none-match': '"other"' } }));
    expect(other.answer).toStrictEqual(answer);
  });

  it('gives its handler the request, who asks, and its ids and time', async () => {
    const seen: unknown[] = [];
    const look = async (request: Request<typeof putThing>) => {
      seen.push(request);
      return { said: '' };
    };
    await endpoint(putThing, look).call(call({ headers: { 'x-a': '1' } }));
    expect(seen).toStrictEqual([
      {
        params: { id: 'a' },
        query: {},
        headers: { 'x-a': '1' },
        body: { text: 'hello' },
        caller: medic,
        request_id: 'request-1',
        source_ip: '192.0.2.7',
        trace_id: 'trace-1',
        now,
      },
    ]);
  });

  it('answers bytes where its route is not JSON', async () => {
    const page = { ...putThing, answer: Content, media: ['text/plain'], status: 200 } as const;
    const give = async () => ({ media: 'text/plain', headers: {}, bytes: Buffer.from('hi') });
    const { answer } = await endpoint(page, give).call(call());
    expect(answer).toMatchObject({ statusCode: 200, body: 'aGk=', isBase64Encoded: true });
  });

  it('takes an answer that is not of its form for a fault', async () => {
    const wrong = async () => ({ said: 'hello', ssn: '123456789' });
    await expect(endpoint(putThing, wrong).call(call())).rejects.toThrow(z.ZodError);
  });

  it('leaves a fault of its handler to its caller', async () => {
    await expect(endpoint(putThing, never).call(call())).rejects.toThrow('reached its handler');
  });

  it.each(ErrorCode.options)('answers the refusal %s with its status', async (code) => {
    const outcome = await endpoint(putThing, async () => refuse(code, 'Why.', { at: 1 })).call(call());
    expect(errorOf(outcome)).toStrictEqual({
      status: ERRORS[code].status,
      error: { code, message: 'Why.', details: { at: 1 }, trace_id: 'trace-1' },
    });
    expect({ caller: outcome.caller, code: outcome.code }).toStrictEqual({ caller: medic, code });
  });
});

describe('Before the handler', () => {
  it('somebody who is nobody is refused, and takes no permit', async () => {
    const { holders, limits } = limitsOf();
    const { event, ...rest } = call({}, limits);
    const { authorizer: _none, ...requestContext } = event.requestContext;
    const outcome = await endpoint(putThing, never).call({ ...rest, event: { ...event, requestContext } });
    expect(errorOf(outcome)).toMatchObject({ status: 401, error: { code: 'UNAUTHENTICATED' } });
    expect({ caller: outcome.caller, holders }).toStrictEqual({ caller: undefined, holders: [] });
  });

  it('a role that may not is refused by name, and takes no permit', async () => {
    const { holders, limits } = limitsOf();
    const biller = caller('billing');
    const outcome = await endpoint(putThing, never).call(call({ caller: biller }, limits));
    expect(errorOf(outcome)).toMatchObject({ status: 403, error: { code: 'FORBIDDEN' } });
    expect({ caller: outcome.caller, holders }).toStrictEqual({ caller: biller, holders: [] });
  });

  it('a permit of the tenant is taken, or of the address where nobody is signed in', async () => {
    const { holders, limits } = limitsOf();
    await endpoint(putThing, say).call(call({}, limits));
    await endpoint(openThing, async ({ body }) => ({ said: body.text })).call(call({}, limits));
    expect(holders).toStrictEqual([`${medic.tenant_id} ${now}`, `ip-192.0.2.7 ${now}`]);
  });

  it('one who asks too often is told how long to wait', async () => {
    const { limits } = limitsOf(refuse('RATE_LIMITED', 'Too many.'));
    const outcome = await endpoint(putThing, never).call(call({}, limits));
    expect(errorOf(outcome)).toMatchObject({ status: 429, error: { code: 'RATE_LIMITED' } });
    expect(outcome.answer.headers).toMatchObject({ 'retry-after': '18' });
  });

  it('only one who asks too often is told so', async () => {
    const outcome = await endpoint(putThing, async () => refuse('LOCKED', 'Why.')).call(call());
    expect(outcome.answer.headers).not.toHaveProperty('retry-after');
  });

  it('a request that is not of its form is refused', async () => {
    const outcome = await endpoint(putThing, never).call(call({ raw: '{' }));
    expect(errorOf(outcome)).toMatchObject({ status: 422, error: { code: 'VALIDATION_FAILED' } });
  });

  it('a body over the limit is refused', async () => {
    const outcome = await endpoint(putThing, never).call(call({ body: { text: 'x'.repeat(100) } }));
    expect(errorOf(outcome)).toMatchObject({ status: 413, error: { code: 'PAYLOAD_TOO_LARGE' } });
  });

  it('nobody is asked for where anyone may', async () => {
    const outcome = await endpoint(openThing, async ({ caller: who }) => ({ said: String(who) })).call(
      call(),
    );
    expect(outcome).toMatchObject({ answer: { body: '{"said":"undefined"}' }, code: 'OK' });
    expect(outcome.caller).toBe(undefined);
  });
});
