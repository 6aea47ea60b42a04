import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TicketItem, TicketTable } from '../../../store/realtime/ticket-table.ts';

/** In the year 2100: a real table takes away what has expired, whenever it likes. */
const EXPIRES = 4_102_444_860;

const aTicket = (): TicketItem => ({
  pk: `tenant-${randomUUID()}#ticket#5f2b`,
  sk: 'ticket',
  expires_at: EXPIRES,
  tenant_id: 'danbury-fire',
  user_id: '3b0a4c52-7c1e-4a53-9d0f-2a4a0f1f2b11',
  role: 'billing',
});

/** What every ticket table keeps to, whatever it lies on. */
export const ticketTableContract = (where: string, table: () => TicketTable) =>
  describe(`A ticket table ${where}`, () => {
    it('gives a ticket as it was put, and only once', async () => {
      const item = aTicket();
      await table().put(item);
      expect(await table().take(item.pk, EXPIRES - 1)).toStrictEqual(item);
      expect(await table().take(item.pk, EXPIRES - 1)).toBe(undefined);
    });

    it('gives it to one alone of many who take it at once', async () => {
      const item = aTicket();
      await table().put(item);
      const taken = await Promise.all(Array.from({ length: 10 }, () => table().take(item.pk, EXPIRES - 1)));
      expect(taken.filter((each) => each !== undefined)).toStrictEqual([item]);
    });

    it('gives none from the second of its expiry on, though it may still lie there', async () => {
      const item = aTicket();
      await table().put(item);
      expect(await table().take(item.pk, EXPIRES)).toBe(undefined);
      expect(await table().take(item.pk, EXPIRES + 1)).toBe(undefined);
      expect(await table().take(item.pk, EXPIRES - 1)).toStrictEqual(item);
    });

    it('gives nothing for a key that was never put', async () => {
      const item = aTicket();
      await table().put(item);
      expect(await table().take(`${item.pk}0`, 0)).toBe(undefined);
    });
  });
