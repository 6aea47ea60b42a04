import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ConnectionItem, ConnectionTable } from '../../../store/realtime/connection-table.ts';

/** In the year 2100: a real table takes away what has expired, whenever it likes. */
const EXPIRES = 4_102_444_800;

const aConnection = (): ConnectionItem => ({
  pk: `tenant-${randomUUID()}#connection#L0SM9cOFvHcCIhw=`,
  sk: 'connection',
  expires_at: EXPIRES,
  tenant_id: 'danbury-fire',
  user_id: '3b0a4c52-7c1e-4a53-9d0f-2a4a0f1f2b11',
  role: 'ems',
});

const incident = (number: number) => `9f8c7f0e-0000-5000-8000-${String(number).padStart(12, '0')}`;

/** What every connection table keeps to, whatever it lies on. */
export const connectionTableContract = (where: string, table: () => ConnectionTable) =>
  describe(`A connection table ${where}`, () => {
    const opened = async () => {
      const item = aConnection();
      await table().put(item);
      return item;
    };
    const listed = (pk: string, number: number, max = 3) =>
      table().list({ pk, incident_id: incident(number), max });

    it('gives a connection with all that it lists to one alone of many who take it', async () => {
      const item = await opened();
      await listed(item.pk, 1);
      await listed(item.pk, 2);
      const taken = await Promise.all(Array.from({ length: 5 }, () => table().takeConnection(item.pk)));
      const channels = new Set([incident(1), incident(2)]);
      expect(taken.filter((each) => each !== undefined)).toStrictEqual([{ ...item, channels }]);
    });

    it('gives a connection that lists nothing without a list', async () => {
      const item = await opened();
      await listed(item.pk, 1);
      await table().unlist(item.pk, incident(1));
      expect(await table().takeConnection(item.pk)).toStrictEqual(item);
    });

    it('lists what is listed already even when the list is full, and nothing else', async () => {
      const { pk } = await opened();
      const first = [await listed(pk, 1), await listed(pk, 2), await listed(pk, 3)];
      expect(first).toStrictEqual(['listed', 'listed', 'listed']);
      expect(await listed(pk, 4)).toBe('full');
      expect(await listed(pk, 2)).toBe('listed');
      await table().unlist(pk, incident(2));
      expect(await listed(pk, 4)).toBe('listed');
    });

    it('never lists more than the limit, however many try at once', async () => {
      const item = await opened();
      const tries = await Promise.all(Array.from({ length: 12 }, (_, number) => listed(item.pk, number, 5)));
      expect(tries.filter((each) => each === 'listed')).toHaveLength(5);
      expect(tries.filter((each) => each === 'full')).toHaveLength(7);
      const taken = await table().takeConnection(item.pk);
      const kept = tries.flatMap((each, number) => (each === 'listed' ? [incident(number)] : []));
      expect(taken).toStrictEqual({ ...item, channels: new Set(kept) });
    });

    it('makes no connection by listing or unlisting where none is', async () => {
      const { pk } = aConnection();
      expect(await listed(pk, 1)).toBe('gone');
      await table().unlist(pk, incident(1));
      expect(await table().takeConnection(pk)).toBe(undefined);
    });

    it('finds each subscriber of one incident once, until its subscription is deleted', async () => {
      const tenant = `tenant-${randomUUID()}`;
      const [here, elsewhere] = [`${tenant}#incident#${incident(1)}`, `${tenant}#incident#${incident(2)}`];
      for (const sk of ['b=', 'a=', 'b=']) await table().put({ pk: here, sk, expires_at: EXPIRES });
      await table().put({ pk: elsewhere, sk: 'c=', expires_at: EXPIRES });
      expect(await table().subscribers(here)).toStrictEqual(['a=', 'b=']);
      await table().deleteSubscription(here, 'a=');
      await table().deleteSubscription(here, 'never-there');
      expect(await table().subscribers(here)).toStrictEqual(['b=']);
      expect(await table().subscribers(elsewhere)).toStrictEqual(['c=']);
    });
  });
