import { describe, expect, it } from 'vitest';
import { replyTo, type Speaker } from '../../../functions/realtime/conversation.ts';
import { connections } from '../../../store/realtime/connections.ts';
import { memoryConnectionTable } from '../../../store/realtime/memory-connection-table.ts';

const NOW = '2026-03-01T10:00:00.000Z';
const incident = (number: number) => `9f8c7f0e-0000-5000-8000-${String(number).padStart(12, '0')}`;
const CHANNEL = `incident:danbury-fire:${incident(1)}`;
const subscribe = { action: 'subscribe', channel: CHANNEL };

const speaker: Speaker = {
  connection: { tenant_id: 'danbury-fire', connection_id: 'L0SM9cOFvHcCIhw=' },
  listener: { tenant_id: 'danbury-fire', user_id: '3b0a4c52-7c1e-4a53-9d0f-2a4a0f1f2b11', role: 'ems' },
  trace_id: 'trace-1',
  now: NOW,
};

const conversation = async () => {
  const table = memoryConnectionTable();
  const open = connections(table);
  await open.open(speaker.connection, speaker.listener, NOW);
  const frame = (text: string) => replyTo(open, speaker, text);
  const say = (message: unknown) => frame(JSON.stringify(message));
  const subscribers = (tenant_id = 'danbury-fire') =>
    open.subscribers({ tenant_id, incident_id: incident(1) });
  const stored = () => table.takeConnection('danbury-fire#connection#L0SM9cOFvHcCIhw=');
  return { open, frame, say, subscribers, stored };
};

const error = (code: string, message: string, details: object = {}) => ({
  type: 'error',
  error: { code, message, details, trace_id: 'trace-1' },
});

describe('A message over the WebSocket', () => {
  it('subscribes to a channel', async () => {
    const { say, subscribers } = await conversation();
    expect(await say(subscribe)).toStrictEqual({
      answer: { type: 'subscribed', channel: CHANNEL },
      action: 'subscribe',
      code: 'OK',
    });
    expect(await subscribers()).toStrictEqual(['L0SM9cOFvHcCIhw=']);
  });

  it('unsubscribes from a channel, subscribed to or not', async () => {
    const { say, subscribers } = await conversation();
    const done = { answer: { type: 'unsubscribed', channel: CHANNEL }, action: 'unsubscribe', code: 'OK' };
    await say(subscribe);
    expect(await say({ ...subscribe, action: 'unsubscribe' })).toStrictEqual(done);
    expect(await say({ ...subscribe, action: 'unsubscribe' })).toStrictEqual(done);
    expect(await subscribers()).toStrictEqual([]);
  });

  it('is answered when it is a ping', async () => {
    const { say } = await conversation();
    const pong = { answer: { type: 'pong' }, action: 'ping', code: 'OK' };
    expect(await say({ action: 'ping' })).toStrictEqual(pong);
  });

  it.each(['subscribe', 'unsubscribe'])("cannot %s to another agency's channel", async (action) => {
    const { say, subscribers, stored } = await conversation();
    expect(await say({ action, channel: `incident:bethel-fire:${incident(1)}` })).toStrictEqual({
      answer: error('NOT_FOUND', 'There is no such channel for this agency.'),
      action,
      code: 'NOT_FOUND',
    });
    expect([await subscribers(), await subscribers('bethel-fire')]).toStrictEqual([[], []]);
    expect(await stored()).not.toHaveProperty('channels');
  });

  it('cannot subscribe to the channel that is one too many', async () => {
    const { say, subscribers } = await conversation();
    for (let number = 100; number < 150; number += 1)
      await say({ action: 'subscribe', channel: `incident:danbury-fire:${incident(number)}` });
    expect(await say(subscribe)).toStrictEqual({
      answer: error('INVALID_TRANSITION', 'A connection takes 50 channels; unsubscribe from one first.', {
        max_channels: 50,
      }),
      action: 'subscribe',
      code: 'INVALID_TRANSITION',
    });
    expect(await subscribers()).toStrictEqual([]);
  });

  it('cannot subscribe a connection that has ended', async () => {
    const { open, say, subscribers } = await conversation();
    await open.close(speaker.connection);
    expect(await say(subscribe)).toStrictEqual({
      answer: error('NOT_FOUND', 'This connection has ended; connect again with a new ticket.'),
      action: 'subscribe',
      code: 'NOT_FOUND',
    });
    expect(await subscribers()).toStrictEqual([]);
  });
});

describe('A message that is not of the documented form', () => {
  const upperCase = `incident:danbury-fire:${incident(1).toUpperCase()}`;
  const form = 'a channel reads incident:{tenant_id}:{incident_id}';
  const tenant = 'lower-case letters, digits and dashes, 2 to 63 of them';
  const actions = "Invalid discriminator value. Expected 'subscribe' | 'unsubscribe' | 'ping'";

  it.each([
    ['no JSON', 'Miller, John', '', 'is not JSON'],
    ['nothing', '', '', 'is not JSON'],
    ['a list', '[]', '', 'Invalid input: expected object, received array'],
    ['an unknown action', '{"action":"shout"}', 'action', actions],
    [
      'an unknown field',
      JSON.stringify({ ...subscribe, tenant_id: 'x' }),
      '',
      'has unknown fields: tenant_id',
    ],
    ['no channel', '{"action":"subscribe"}', 'channel', 'Invalid input: expected string, received undefined'],
    [
      'another kind',
      `{"action":"subscribe","channel":"claim:danbury-fire:${incident(1)}"}`,
      'channel.0',
      form,
    ],
    ['half a channel', '{"action":"subscribe","channel":"incident:danbury-fire"}', 'channel', form],
    ['more than a channel', `{"action":"subscribe","channel":"${CHANNEL}:x"}`, 'channel', form],
    [
      'an incident in upper case',
      `{"action":"subscribe","channel":"${upperCase}"}`,
      'channel.2',
      'an incident id is written in lower case',
    ],
    [
      'a key',
      `{"action":"subscribe","channel":"incident:danbury-fire#x:${incident(1)}"}`,
      'channel.1',
      tenant,
    ],
  ])('(%s) says where it is wrong and changes nothing', async (_, text, path, message) => {
    const { frame, stored } = await conversation();
    expect(await frame(text)).toStrictEqual({
      answer: error('VALIDATION_FAILED', 'The message is not of the documented form; see details.issues.', {
        issues: [{ path, message }],
      }),
      action: undefined,
      code: 'VALIDATION_FAILED',
    });
    expect(await stored()).not.toHaveProperty('channels');
  });

  it('is refused whatever its length', async () => {
    const { frame } = await conversation();
    const long = await frame(JSON.stringify({ action: 'subscribe', channel: 'x'.repeat(100_000) }));
    expect(long.code).toBe('VALIDATION_FAILED');
    expect(JSON.stringify(long.answer).length).toBeLessThan(500);
  });
});
