import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Listener } from '../../../schemas/realtime.ts';
import { memoryTicketTable } from '../../../store/realtime/memory-ticket-table.ts';
import type { TicketItem } from '../../../store/realtime/ticket-table.ts';
import { tickets } from '../../../store/realtime/tickets.ts';

const NOW = '2026-03-01T10:00:00.400Z';
const SECRET = 'ECyjUkf0GxCp6Fzq0b3rWqcTQ1kYc-m7m0aPz_3S0bE';
const medic: Listener = {
  tenant_id: 'danbury-fire',
  user_id: '3b0a4c52-7c1e-4a53-9d0f-2a4a0f1f2b11',
  role: 'ems',
};

const issued = async () => {
  const desk = tickets(memoryTicketTable(), () => SECRET);
  return { desk, ...(await desk.issue(medic, NOW)) };
};

describe('A ticket', () => {
  it('is the tenant and a secret, for a minute', async () => {
    const { ticket, expires_at } = await issued();
    expect({ ticket, expires_at }).toStrictEqual({
      ticket: `danbury-fire.${SECRET}`,
      expires_at: '2026-03-01T10:01:00.000Z',
    });
  });

  it('lets its holder in once', async () => {
    const { desk, ticket } = await issued();
    expect(await desk.redeem(ticket, NOW)).toStrictEqual(medic);
    expect(await desk.redeem(ticket, NOW)).toBe(undefined);
  });

  it('lets one alone in when it is used twice at once', async () => {
    const { desk, ticket } = await issued();
    const used = await Promise.all([desk.redeem(ticket, NOW), desk.redeem(ticket, NOW)]);
    expect(used.filter((each) => each !== undefined)).toStrictEqual([medic]);
  });

  it('lets nobody in from the moment it says it expires', async () => {
    const { desk, ticket, expires_at } = await issued();
    expect(await desk.redeem(ticket, expires_at)).toBe(undefined);
    expect(await desk.redeem(ticket, '2026-03-01T10:00:59.999Z')).toStrictEqual(medic);
  });

  it.each([
    ['of another secret', `danbury-fire.${SECRET.replace('E', 'F')}`],
    ['of another tenant', `bethel-fire.${SECRET}`],
    ['without a tenant', `.${SECRET}`],
    ['without a secret', 'danbury-fire.'],
    ['with a key in it', `danbury-fire#ticket#x.${SECRET}`],
    ['of nothing', ''],
    ['with something behind it', `danbury-fire.${SECRET}\n`],
  ])('%s lets nobody in, and uses nothing up', async (_, forged) => {
    const { desk, ticket } = await issued();
    expect(await desk.redeem(forged, NOW)).toBe(undefined);
    expect(await desk.redeem(ticket, NOW)).toStrictEqual(medic);
  });

  it('is stored only as its SHA-256, under its tenant', async () => {
    const stored: TicketItem[] = [];
    const table = { ...memoryTicketTable(), put: async (item: TicketItem) => void stored.push(item) };
    await tickets(table, () => SECRET).issue(medic, NOW);
    const hash = createHash('sha256').update(`danbury-fire.${SECRET}`).digest('hex');
    expect(stored).toStrictEqual([
      { pk: `danbury-fire#ticket#${hash}`, sk: 'ticket', expires_at: 1_772_359_260, ...medic },
    ]);
  });

  it('has a secret of 32 random bytes', async () => {
    const desk = tickets(memoryTicketTable());
    const made = await Promise.all(Array.from({ length: 20 }, () => desk.issue(medic, NOW)));
    const secrets = made.map(({ ticket }) => Buffer.from(ticket.split('.')[1] ?? '', 'base64url'));
    expect(secrets.map((secret) => secret.length)).toStrictEqual(Array(20).fill(32));
    expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(20);
  });
});
