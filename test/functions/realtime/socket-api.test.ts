import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { socketApi } from '../../../functions/realtime/socket-api.ts';
import type { Listener } from '../../../schemas/realtime.ts';
import { connections } from '../../../store/realtime/connections.ts';
import { memoryConnectionTable } from '../../../store/realtime/memory-connection-table.ts';
import { context, type Happening, socketEvent } from './gateway-events.ts';
import { memorySockets } from './memory-sockets.ts';

vi.hoisted(() => {
  // What is logged is looked at here, whatever the run's own setting is.
  process.env['POWERTOOLS_LOG_LEVEL'] = 'INFO';
});

const INCIDENT = '9f8c7f0e-0000-5000-8000-000000000001';
const CHANNEL = `incident:danbury-fire:${INCIDENT}`;
const HERE = 'L0SM9cOFvHcCIhw=';
const listener: Listener = {
  tenant_id: 'danbury-fire',
  user_id: '3b0a4c52-7c1e-4a53-9d0f-2a4a0f1f2b11',
  role: 'ems',
};

const connected = async (faults: Parameters<typeof memorySockets>[0] = {}) => {
  const open = connections(memoryConnectionTable());
  const { sockets, told } = memorySockets(faults);
  const handler = socketApi({ connections: open, sockets });
  const happens = (routeKey: Happening['routeKey'], message?: unknown) => {
    const body = typeof message === 'string' ? message : JSON.stringify(message);
    const event = socketEvent({ routeKey, connection_id: HERE, listener, ...(body && { body }) });
    return handler(event, context);
  };
  const subscribers = () => open.subscribers({ tenant_id: 'danbury-fire', incident_id: INCIDENT });
  expect(await happens('$connect')).toStrictEqual({ statusCode: 200 });
  return { happens, told, subscribers };
};

const subscribe = { action: 'subscribe', channel: CHANNEL };

/** All that was logged, as text; nothing of it is shown while the tests run. */
const logged: string[] = [];
const keep = (line: string | Uint8Array) => logged.push(String(line)) > 0;

beforeEach(() => {
  logged.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  vi.spyOn(console, 'warn').mockImplementation(keep);
});
afterEach(() => vi.restoreAllMocks());

describe('The WebSocket', () => {
  it('subscribes and unsubscribes, and answers with messages and not with results', async () => {
    const { happens, told, subscribers } = await connected();
    expect(await happens('$default', subscribe)).toStrictEqual({ statusCode: 200 });
    expect(await subscribers()).toStrictEqual([HERE]);
    expect(await happens('$default', { ...subscribe, action: 'unsubscribe' })).toStrictEqual({
      statusCode: 200,
    });
    expect(await subscribers()).toStrictEqual([]);
    expect(told()).toStrictEqual({
      [HERE]: [
        { type: 'subscribed', channel: CHANNEL },
        { type: 'unsubscribed', channel: CHANNEL },
      ],
    });
  });

  it('forgets a connection that ended, with its subscriptions', async () => {
    const { happens, subscribers } = await connected();
    await happens('$default', subscribe);
    expect(await happens('$disconnect')).toStrictEqual({ statusCode: 200 });
    expect(await subscribers()).toStrictEqual([]);
  });

  it('forgets a connection that is found gone when it is answered', async () => {
    const { happens, subscribers } = await connected({ gone: [HERE] });
    expect(await happens('$default', subscribe)).toStrictEqual({ statusCode: 200 });
    expect(await subscribers()).toStrictEqual([]);
  });

  it('logs who did what and how it ended, and no word of the message', async () => {
    const { happens } = await connected();
    await happens('$default', '{"action":"subscribe","channel":"Miller, John"}');
    await happens('$default', 'Miller, John');
    await happens('$default', subscribe);
    expect(logged.join('')).not.toContain('Miller');
    const told = logged.flatMap((line) => (line.includes('"message":"socket"') ? [JSON.parse(line)] : []));
    const facts = told.map(({ route, action, code, tenant_id, user_id, connection_id }) => ({
      ...{ route, action, code, tenant_id, user_id, connection_id },
    }));
    const who = { tenant_id: 'danbury-fire', user_id: listener.user_id, connection_id: HERE };
    expect(facts).toStrictEqual([
      { route: '$connect', action: undefined, code: undefined, ...who },
      { route: '$default', action: undefined, code: 'VALIDATION_FAILED', ...who },
      { route: '$default', action: undefined, code: 'VALIDATION_FAILED', ...who },
      { route: '$default', action: 'subscribe', code: 'OK', ...who },
    ]);
  });
});

describe('The WebSocket in a fault', () => {
  const broken = () => {
    const fails = async () => {
      throw new TypeError('Miller, John could not be stored');
    };
    const { sockets, told } = memorySockets();
    const open = connections({ ...memoryConnectionTable(), put: fails });
    return { handler: socketApi({ connections: open, sockets }), told };
  };

  it('refuses a connect', async () => {
    const { handler, told } = broken();
    const event = socketEvent({ routeKey: '$connect', connection_id: HERE, listener });
    expect(await handler(event, context)).toStrictEqual({ statusCode: 500 });
    expect(told()).toStrictEqual({});
  });

  it('tells who sent a message in the error contract, and the log no word of what failed', async () => {
    const { handler, told } = broken();
    const body = JSON.stringify(subscribe);
    const event = socketEvent({ routeKey: '$default', connection_id: HERE, listener, body });
    expect(await handler(event, context)).toStrictEqual({ statusCode: 500 });
    expect(told()).toStrictEqual({
      [HERE]: [
        {
          type: 'error',
          error: {
            code: 'INTERNAL',
            message: 'The service failed; the trace id finds the reason in its logs.',
            details: {},
            trace_id: 'request-1',
          },
        },
      ],
    });
    expect(logged.join('')).toContain('"name":"TypeError"');
    expect(logged.join('')).not.toContain('Miller');
  });

  it('lets nobody speak whom no ticket let in', async () => {
    const { handler, told } = broken();
    const event = socketEvent({
      routeKey: '$default',
      connection_id: HERE,
      listener,
      body: '{"action":"ping"}',
    });
    const { authorizer: _, ...requestContext } = event.requestContext;
    expect(await handler({ ...event, requestContext }, context)).toStrictEqual({ statusCode: 500 });
    expect(told()[HERE]).toMatchObject([{ type: 'error', error: { code: 'INTERNAL' } }]);
  });
});
