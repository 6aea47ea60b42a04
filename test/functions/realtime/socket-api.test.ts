import { afterEach, describe, expect, it, vi } from 'vitest';
import { socketApi } from '../../../functions/realtime/socket-api.ts';
import type { Listener } from '../../../schemas/realtime.ts';
import { connections } from '../../../store/realtime/connections.ts';
import { memoryConnectionTable } from '../../../store/realtime/memory-connection-table.ts';
import { context, type Happening, socketEvent } from './gateway-events.ts';
import { memorySockets } from './memory-sockets.ts';

const INCIDENT = '9f8c7f0e-0000-5000-8000-000000000001';
const CHANNEL = `incident:danbury-fire:${INCIDENT}`;
const HERE = 'L0SM9cOFvHcCIhw=';
const listener: Listener = {
  tenant_id: 'danbury-fire',
  user_id: '3b0a4c52-7c1e-4a53-9d0f-2a4a0f1f2b11',
  role: 'ems',
};

const service = (faults: Parameters<typeof memorySockets>[0] = {}) => {
  const table = memoryConnectionTable();
  const open = connections(table);
  const { sockets, told } = memorySockets(faults);
  const handler = socketApi({ connections: open, sockets });
  const happens = (routeKey: Happening['routeKey'], message?: unknown) => {
    const body = typeof message === 'string' ? message : JSON.stringify(message);
    const event = socketEvent({ routeKey, connection_id: HERE, listener, ...(body && { body }) });
    return handler(event, context);
  };
  const subscribers = (tenant_id = 'danbury-fire') => open.subscribers({ tenant_id, incident_id: INCIDENT });
  return { table, open, happens, told, subscribers };
};

const connected = async (faults: Parameters<typeof memorySockets>[0] = {}) => {
  const made = service(faults);
  expect(await made.happens('$connect')).toStrictEqual({ statusCode: 200 });
  return made;
};

const subscribe = { action: 'subscribe', channel: CHANNEL };

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

  it('answers a ping', async () => {
    const { happens, told } = await connected();
    await happens('$default', { action: 'ping' });
    expect(told()).toStrictEqual({ [HERE]: [{ type: 'pong' }] });
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

  it.each(['subscribe', 'unsubscribe'])("refuses to %s to another agency's channel", async (action) => {
    const { happens, told, subscribers } = await connected();
    await happens('$default', { action, channel: `incident:bethel-fire:${INCIDENT}` });
    expect(told()).toStrictEqual({
      [HERE]: [
        {
          type: 'error',
          error: {
            code: 'NOT_FOUND',
            message: 'There is no such channel for this agency.',
            details: {},
            trace_id: 'request-1',
          },
        },
      ],
    });
    expect([await subscribers(), await subscribers('bethel-fire')]).toStrictEqual([[], []]);
  });

  it('refuses the channel that is one too many', async () => {
    const { happens, told, open } = await connected();
    const other = (number: number) => `9f8c7f0e-0000-5000-8000-${String(number).padStart(12, '0')}`;
    for (let number = 100; number < 150; number += 1)
      await open.subscribe(
        { tenant_id: 'danbury-fire', connection_id: HERE },
        other(number),
        '2026-03-01T10:00:00.000Z',
      );
    await happens('$default', subscribe);
    expect(told()).toStrictEqual({
      [HERE]: [
        {
          type: 'error',
          error: {
            code: 'INVALID_TRANSITION',
            message: 'A connection takes 50 channels; unsubscribe from one first.',
            details: { max_channels: 50 },
            trace_id: 'request-1',
          },
        },
      ],
    });
  });

  it('says so when the connection is not known any more', async () => {
    const { happens, told, subscribers } = service();
    await happens('$default', subscribe);
    expect(told()[HERE]).toMatchObject([{ type: 'error', error: { code: 'NOT_FOUND' } }]);
    expect(await subscribers()).toStrictEqual([]);
  });

  it.each([
    ['no JSON', 'Miller, John', [{ path: '', message: 'is not JSON' }]],
    ['nothing', '', [{ path: '', message: 'is not JSON' }]],
    ['a list', [], [{ path: '', message: 'Invalid input: expected object, received array' }]],
    ['an unknown action', { action: 'shout' }, [{ path: 'action', message: 'Invalid input' }]],
    [
      'an unknown field',
      { ...subscribe, tenant_id: 'bethel-fire' },
      [{ path: '', message: 'Unrecognized key: "tenant_id"' }],
    ],
    [
      'no channel',
      { action: 'subscribe' },
      [{ path: 'channel', message: 'Invalid input: expected string, received undefined' }],
    ],
    [
      'a channel of another kind',
      { action: 'subscribe', channel: `claim:danbury-fire:${INCIDENT}` },
      [{ path: 'channel.0', message: 'a channel reads incident:{tenant_id}:{incident_id}' }],
    ],
    [
      'half a channel',
      { action: 'subscribe', channel: 'incident:danbury-fire' },
      [{ path: 'channel', message: 'a channel reads incident:{tenant_id}:{incident_id}' }],
    ],
    [
      'an incident in upper case',
      {
        action: 'subscribe',
        channel: CHANNEL.toUpperCase().replace('INCIDENT:DANBURY-FIRE', 'incident:danbury-fire'),
      },
      [{ path: 'channel.2', message: 'an incident id is written in lower case' }],
    ],
    [
      'a channel that is a key',
      { action: 'subscribe', channel: `incident:danbury-fire#incident:${INCIDENT}` },
      [{ path: 'channel.1', message: 'lower-case letters, digits and dashes, 2 to 63 of them' }],
    ],
  ])('refuses %s and changes nothing', async (_, message, issues) => {
    const { happens, told, table } = await connected();
    await happens('$default', message);
    expect(told()).toStrictEqual({
      [HERE]: [
        {
          type: 'error',
          error: {
            code: 'VALIDATION_FAILED',
            message: 'The message is not of the documented form; see details.issues.',
            details: { issues },
            trace_id: 'request-1',
          },
        },
      ],
    });
    expect(await table.takeConnection(`danbury-fire#connection#${HERE}`)).not.toHaveProperty('channels');
  });

  it('logs who did what and how it ended, and no word of the message', async () => {
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const { happens } = await connected();
    await happens('$default', '{"action":"subscribe","channel":"Miller, John"}');
    await happens('$default', 'Miller, John');
    await happens('$default', subscribe);
    const lines = written.mock.calls.map(([line]) => String(line));
    expect(lines.join('')).not.toContain('Miller');
    const told = lines.flatMap((line) => (line.includes('"message":"socket"') ? [JSON.parse(line)] : []));
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
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const fails = async () => {
      throw new TypeError('Miller, John could not be stored');
    };
    const { sockets, told } = memorySockets();
    const open = connections({ ...memoryConnectionTable(), put: fails });
    return { handler: socketApi({ connections: open, sockets }), told, written };
  };

  it('refuses a connect', async () => {
    const { handler, told } = broken();
    const event = socketEvent({ routeKey: '$connect', connection_id: HERE, listener });
    expect(await handler(event, context)).toStrictEqual({ statusCode: 500 });
    expect(told()).toStrictEqual({});
  });

  it('tells who sent a message in the error contract, and the log no word of what failed', async () => {
    const { handler, told, written } = broken();
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
    const log = written.mock.calls.map(([line]) => String(line)).join('');
    expect(log).toContain('"name":"TypeError"');
    expect(log).not.toContain('Miller');
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
