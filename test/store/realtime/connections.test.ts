import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Connection, type Listener, MAX_CHANNELS } from '../../../schemas/realtime.ts';
import type {
  ConnectionItem,
  ConnectionTable,
  SubscriptionItem,
} from '../../../store/realtime/connection-table.ts';
import { connections } from '../../../store/realtime/connections.ts';
import { memoryConnectionTable } from '../../../store/realtime/memory-connection-table.ts';

const NOW = '2026-03-01T10:00:00.000Z';
const EXPIRES = 1_772_359_200 + 7800;
const medic: Listener = {
  tenant_id: 'danbury-fire',
  user_id: '3b0a4c52-7c1e-4a53-9d0f-2a4a0f1f2b11',
  role: 'ems',
};
const here: Connection = { tenant_id: 'danbury-fire', connection_id: 'L0SM9cOFvHcCIhw=' };
const incident = (number: number) => `9f8c7f0e-0000-5000-8000-${String(number).padStart(12, '0')}`;
const at = (number: number, tenant_id = 'danbury-fire') => ({ tenant_id, incident_id: incident(number) });

const opened = async (table: ConnectionTable = memoryConnectionTable()) => {
  const open = connections(table);
  await open.open(here, medic, NOW);
  return open;
};

describe('A connection', () => {
  it('listens to the incidents it subscribed to, however often it did', async () => {
    const open = await opened();
    expect(await open.subscribe(here, incident(1), NOW)).toBe('subscribed');
    expect(await open.subscribe(here, incident(1), NOW)).toBe('subscribed');
    expect(await open.subscribers(at(1))).toStrictEqual([here.connection_id]);
    expect(await open.subscribers(at(2))).toStrictEqual([]);
  });

  it('is under its tenant alone', async () => {
    const open = await opened();
    await open.subscribe(here, incident(1), NOW);
    expect(await open.subscribers(at(1, 'bethel-fire'))).toStrictEqual([]);
  });

  it('listens no more to what it unsubscribed from', async () => {
    const open = await opened();
    await open.subscribe(here, incident(1), NOW);
    await open.subscribe(here, incident(2), NOW);
    await open.unsubscribe(here, incident(1));
    await open.unsubscribe(here, incident(3));
    expect(await open.subscribers(at(1))).toStrictEqual([]);
    expect(await open.subscribers(at(2))).toStrictEqual([here.connection_id]);
  });

  it(`takes ${MAX_CHANNELS} channels, and one more only for one it leaves`, async () => {
    const open = await opened();
    for (let number = 0; number < MAX_CHANNELS; number += 1)
      expect(await open.subscribe(here, incident(number), NOW)).toBe('subscribed');
    expect(await open.subscribe(here, incident(99), NOW)).toBe('full');
    expect(await open.subscribers(at(99))).toStrictEqual([]);
    expect(await open.subscribe(here, incident(0), NOW)).toBe('subscribed');
    await open.unsubscribe(here, incident(0));
    expect(await open.subscribe(here, incident(99), NOW)).toBe('subscribed');
  });

  it('leaves nothing behind when it is closed, and others as they are', async () => {
    const open = await opened();
    const other = { ...here, connection_id: 'other=' };
    await open.open(other, medic, NOW);
    await open.subscribe(here, incident(1), NOW);
    await open.subscribe(here, incident(2), NOW);
    await open.subscribe(other, incident(2), NOW);
    await open.close(here);
    await open.close(here);
    expect(await open.subscribers(at(1))).toStrictEqual([]);
    expect(await open.subscribers(at(2))).toStrictEqual(['other=']);
    expect(await open.subscribe(here, incident(1), NOW)).toBe('gone');
    expect(await open.subscribers(at(1))).toStrictEqual([]);
  });

  it('is closed with a subscription that a push saw and no list has', async () => {
    const table = memoryConnectionTable();
    const open = await opened(table);
    const pk = `danbury-fire#incident#${incident(7)}`;
    await table.put({ pk, sk: here.connection_id, expires_at: EXPIRES });
    await open.close(here, [incident(7)]);
    expect(await open.subscribers(at(7))).toStrictEqual([]);
  });

  it('is stored with an expiry ten minutes after the gateway must have ended it', async () => {
    const put: (ConnectionItem | SubscriptionItem)[] = [];
    const memory = memoryConnectionTable();
    const open = await opened({
      ...memory,
      put: async (item) => memory.put(item).then(() => void put.push(item)),
    });
    await open.subscribe(here, incident(1), NOW);
    expect(put).toStrictEqual([
      { pk: 'danbury-fire#connection#L0SM9cOFvHcCIhw=', sk: 'connection', expires_at: EXPIRES, ...medic },
      { pk: `danbury-fire#incident#${incident(1)}`, sk: 'L0SM9cOFvHcCIhw=', expires_at: EXPIRES },
    ]);
  });

  it('leaves nothing behind in whatever order the steps of subscribes and its end fall', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const memory = memoryConnectionTable();
        await opened(memory);
        const racing = connections({
          ...memory,
          put: scheduler.scheduleFunction(memory.put),
          list: scheduler.scheduleFunction(memory.list),
          takeConnection: scheduler.scheduleFunction(memory.takeConnection),
          deleteSubscription: scheduler.scheduleFunction(memory.deleteSubscription),
        });
        const all = Promise.all([
          racing.subscribe(here, incident(1), NOW),
          racing.close(here),
          racing.subscribe(here, incident(2), NOW),
        ]);
        await scheduler.waitFor(all);
        const left = await Promise.all([racing.subscribers(at(1)), racing.subscribers(at(2))]);
        expect(left).toStrictEqual([[], []]);
      }),
    );
  });
});
