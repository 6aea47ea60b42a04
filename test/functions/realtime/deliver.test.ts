import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { deliver } from '../../../functions/realtime/deliver.ts';
import type { Push } from '../../../schemas/realtime.ts';

const push = (version: number): Push => ({
  type: 'incident.updated',
  channel: 'incident:danbury-fire:9f8c7f0e-0000-5000-8000-000000000001',
  seq: version,
  chart_id: '4f2d1f9e-aaaa-5bbb-8ccc-000000000001',
  version,
  events: ['chart.opened'],
  time: '2026-03-01T10:00:00.000Z',
});

const subscribers = Array.from({ length: 70 }, (_, number) => `connection-${number}`);

describe('A delivery', () => {
  it('reaches each subscriber once with each push, in order, twenty of them at once', async () => {
    let [now, most] = [0, 0];
    const told: string[] = [];
    const sockets = {
      async send(connection_id: string, { version }: Push & { version: number }) {
        now += 1;
        most = Math.max(most, now);
        await turn();
        told.push(`${connection_id} v${version}`);
        now -= 1;
        return 'sent' as const;
      },
    };
    const forget = async () => {
      throw new Error('nobody has gone');
    };
    await deliver({ sockets, subscribers, pushes: [push(1), push(2)], forget });
    const each = subscribers.flatMap((id) => [`${id} v1`, `${id} v2`]);
    expect(told.toSorted()).toStrictEqual(each.toSorted());
    for (const id of subscribers) expect(told.indexOf(`${id} v1`)).toBeLessThan(told.indexOf(`${id} v2`));
    expect(most).toBe(20);
  });

  it('says nothing more to a connection that has gone, and forgets it once', async () => {
    const told: string[] = [];
    const forgotten: string[] = [];
    const sockets = {
      async send(connection_id: string) {
        told.push(connection_id);
        return 'gone' as const;
      },
    };
    const forget = async (connection_id: string) => void forgotten.push(connection_id);
    await deliver({ sockets, subscribers: ['a', 'b'], pushes: [push(1), push(2)], forget });
    expect({ told, forgotten }).toStrictEqual({ told: ['a', 'b'], forgotten: ['a', 'b'] });
  });

  it('fails when a connection that has gone could not be forgotten', async () => {
    const sockets = { send: async () => 'gone' as const };
    const forget = async () => {
      throw new Error('throttled');
    };
    await expect(deliver({ sockets, subscribers: ['a'], pushes: [push(1)], forget })).rejects.toThrow(
      '1 of 1 subscribers were not reached',
    );
  });
});
