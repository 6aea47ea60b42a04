import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { api } from '../../../functions/http/api.ts';
import { endpoint } from '../../../functions/http/endpoint.ts';
import { refuse } from '../../../schemas/error.ts';
import { route } from '../../../schemas/routes/route.ts';
import { type Ask, apiEvent } from '../api-event.ts';
import { caller, PERMISSIVE } from '../chart-world.ts';
import { context } from '../realtime/gateway-events.ts';

vi.hoisted(() => {
  // The most that may ever be logged, whatever the run's own setting is.
  process.env['POWERTOOLS_LOG_LEVEL'] = 'DEBUG';
  process.env['POWERTOOLS_METRICS_DISABLED'] = 'false';
});

const key = 'POST /v1/notes';
const medic = caller('ems');
const MARK = 'Marked-Patient';

const postNote = route({
  operation: 'postNote',
  method: 'POST',
  path: '/v1/notes',
  tag: 'notes',
  summary: 'Write a note',
  access: ['ems'],
  body: z.strictObject({ text: z.string() }),
  answer: z.strictObject({ text: z.string() }),
});
type Handle = Parameters<typeof endpoint<typeof postNote>>[1];

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
});
afterEach(() => vi.restoreAllMocks());

const linesOf = (message: string) =>
  written
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.includes(`"message":"${message}"`))
    .map((line) => JSON.parse(line));

const ask = async (handle: Handle, request: Partial<Ask> = {}) => {
  const handler = api([endpoint(postNote, handle)], PERMISSIVE);
  const event = apiEvent(key, 'request-1', { caller: medic, body: { text: MARK }, ...request });
  return handler(event, context);
};
const echo: Handle = async ({ body }) => body;
const failing =
  (error: Error): Handle =>
  async () => {
    throw error;
  };

/** A fault as the AWS SDK throws it: with what it was given in its message. */
const upstream = () =>
  Object.assign(new Error(`no room for ${MARK}\n    at ${MARK} (file:///${MARK}:1:1)`), {
    name: 'ThrottlingException',
    $fault: 'client',
    $metadata: {},
  });

const access = (ended: object) => ({
  level: 'INFO',
  message: 'request',
  timestamp: expect.any(String),
  service: expect.any(String),
  cold_start: expect.any(Boolean),
  sampling_rate: 0,
  function_name: context.functionName,
  function_memory_size: context.memoryLimitInMB,
  function_arn: context.invokedFunctionArn,
  function_request_id: context.awsRequestId,
  route: key,
  ...ended,
  duration_ms: expect.any(Number),
});

describe('Each request leaves one line: who, what, how it ended, how long it took', () => {
  const who = { tenant_id: medic.tenant_id, user_id: medic.user_id };

  it('when it was done', async () => {
    expect(await ask(echo)).toMatchObject({ statusCode: 200 });
    expect(linesOf('request')).toStrictEqual([access({ status: 200, code: 'OK', ...who })]);
  });

  it('when it was refused', async () => {
    await ask(async () => refuse('LOCKED', 'The chart is locked.'));
    expect(linesOf('request')).toStrictEqual([access({ status: 423, code: 'LOCKED', ...who })]);
  });

  it('when nobody known asked', async () => {
    await ask(echo, { caller: { ...medic, tenant_id: '' } });
    expect(linesOf('request')).toStrictEqual([access({ status: 401, code: 'UNAUTHENTICATED' })]);
  });

  it('when the service failed', async () => {
    await ask(failing(new TypeError('x')));
    expect(linesOf('request')).toStrictEqual([access({ status: 500, code: 'INTERNAL' })]);
  });
});

describe('A fault', () => {
  const answered = async (error: Error) => {
    const { statusCode, body = '' } = await ask(failing(error));
    return { status: statusCode, ...JSON.parse(body) };
  };

  it('is answered INTERNAL with the id that finds it', async () => {
    expect(await answered(new Error(MARK))).toStrictEqual({
      status: 500,
      error: {
        code: 'INTERNAL',
        message: 'The service failed; the trace id finds the reason in its logs.',
        details: {},
        trace_id: 'request-1',
      },
    });
  });

  it('of a system behind the service is answered UPSTREAM_FAILED', async () => {
    expect(await answered(upstream())).toStrictEqual({
      status: 502,
      error: {
        code: 'UPSTREAM_FAILED',
        message: 'A system behind the service failed; try again later.',
        details: {},
        trace_id: 'request-1',
      },
    });
  });

  it('is logged by its name and where it was, without its message', async () => {
    await ask(failing(upstream()));
    expect(linesOf('fault')).toMatchObject([{ level: 'ERROR', route: key, name: 'ThrottlingException' }]);
    const [{ at }] = linesOf('fault');
    expect(at[0]).toMatch(/^ {4}at upstream \(.*api\.test\.ts:\d+:\d+\)$/);
  });

  it('is a route that the function does not serve', async () => {
    const handler = api([], PERMISSIVE);
    const answer = await handler(apiEvent(key, 'request-1', { caller: medic }), context);
    expect(answer.statusCode).toBe(500);
    expect(linesOf('request')).toStrictEqual([access({ status: 500, code: 'INTERNAL' })]);
  });
});

describe('Nothing that a client sent is logged', () => {
  it.each<[string, Handle, Partial<Ask>]>([
    ['when all is well', echo, {}],
    ['when it is refused', async () => refuse('LOCKED', 'The chart is locked.'), {}],
    ['when its form is wrong', echo, { body: { text: 7, [MARK]: MARK } }],
    ['when it is no JSON', echo, { raw: `{"text": "${MARK}` }],
    ['in headers and query', echo, { headers: { 'x-note': MARK }, query: { q: MARK } }],
    ['when the service fails on it', failing(new Error(`cannot read ${MARK}`)), {}],
    ['when a system behind it fails on it', failing(upstream()), {}],
    ['when the answer is not of its form', async ({ body }) => ({ text: { of: body.text } }) as never, {}],
  ])('%s', async (_when, handle, request) => {
    const { statusCode, body } = await ask(handle, request);
    expect(written.join('')).not.toContain(MARK);
    expect(linesOf('request')).toHaveLength(1);
    if (statusCode !== 200) expect(body).not.toContain(MARK);
  });
});

describe('Metrics', () => {
  const metricsOf = () =>
    written
      .flatMap((text) => text.split('\n'))
      .filter((line) => line.includes('"_aws"'))
      .map((line) => {
        const { Requests, Refusals, Faults } = JSON.parse(line);
        return { Requests, Refusals, Faults };
      });
  const one = (more: object) => [{ Requests: 1, Refusals: undefined, Faults: undefined, ...more }];

  it('count what was asked', async () => {
    await ask(echo);
    expect(metricsOf()).toStrictEqual(one({}));
  });

  it('and what was refused', async () => {
    await ask(async () => refuse('LOCKED', 'The chart is locked.'));
    expect(metricsOf()).toStrictEqual(one({ Refusals: 1 }));
  });

  it('and what failed', async () => {
    await ask(failing(new Error('x')));
    expect(metricsOf()).toStrictEqual(one({ Faults: 1 }));
  });
});
