import { afterEach, describe, expect, test } from 'vitest';
import { LiveChannel, type Push } from '../../../local/demo/live-channel.ts';
import { serveSocket } from './socket-double.ts';

const CHANNEL = 'incident:a:b';
const CONFIRMED = JSON.stringify({ type: 'subscribed', channel: CHANNEL });
const push = (version: number, status?: string) => ({
  type: status ? 'incident.status_changed' : 'incident.updated',
  channel: CHANNEL,
  chart_id: 'c1',
  version,
  events: ['chart.status_changed'],
  ...(status && { status }),
});

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

const opened = async (...says: readonly string[]) => {
  const double = await serveSocket(says);
  open.push(double.server);
  const told: Push[] = [];
  const live = await LiveChannel.open(double.url, CHANNEL, (each) => told.push(each));
  open.push(live);
  return { live, told, ...double };
};

test('it subscribes to its channel, and tells of each push as it comes', async () => {
  const { live, told, heard, say } = await opened(CONFIRMED);
  expect(heard.map((text) => JSON.parse(text))).toStrictEqual([{ action: 'subscribe', channel: CHANNEL }]);
  say(JSON.stringify(push(2)));
  say(JSON.stringify(push(3, 'locked')));
  expect(await live.push(({ status }) => status === 'locked', 'lock')).toStrictEqual(push(3, 'locked'));
  expect(told).toStrictEqual([push(2), push(3, 'locked')]);
});

test('a push that came before it is waited for is found', async () => {
  const { live } = await opened(CONFIRMED, JSON.stringify(push(2)), JSON.stringify(push(3)));
  await live.push(({ version }) => version === 3, 'third');
  expect(await live.push(({ version }) => version === 2, 'second')).toStrictEqual(push(2));
});

describe('it ends the demonstration', () => {
  test('when the channel is refused', async () => {
    const refused = {
      type: 'error',
      error: { code: 'NOT_FOUND', message: 'No such channel.', trace_id: 't' },
    };
    await expect(opened(JSON.stringify(refused))).rejects.toMatchObject({
      name: 'DemoFault',
      problem: 'The WebSocket refused: NOT_FOUND: No such channel.',
    });
  });

  test.each([
    ['not JSON', 'hello'],
    ['not documented', '{"type":"incident.exploded"}'],
  ])('when something comes that is %s, now and for whoever waits later', async (_, text) => {
    const { live, say } = await opened(CONFIRMED);
    const waiting = expect(live.push(() => true, 'push')).rejects.toMatchObject({
      problem: `The WebSocket said something that is not documented, of ${text.length} characters.`,
    });
    say(text);
    await waiting;
    await expect(live.push(() => true, 'push')).rejects.toMatchObject({ name: 'DemoFault' });
  });

  test('when it cannot be opened, without telling the ticket', async () => {
    const { url, server } = await serveSocket('refused');
    open.push(server);
    const failed = LiveChannel.open(url, CHANNEL, () => {});
    await expect(failed).rejects.toMatchObject({
      problem: `The WebSocket ${url.replace('?ticket=SECRET', '')} did not open with a fresh ticket.`,
    });
  });
});
