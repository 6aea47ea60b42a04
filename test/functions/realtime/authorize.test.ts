import { describe, expect, it } from 'vitest';
import { authorizeBy } from '../../../functions/realtime/authorize.ts';
import type { Listener } from '../../../schemas/realtime.ts';
import { memoryTicketTable } from '../../../store/realtime/memory-ticket-table.ts';
import { tickets } from '../../../store/realtime/tickets.ts';
import { connectRequest } from './gateway-events.ts';

const NOW = '2026-03-01T10:00:00.000Z';
const biller: Listener = {
  tenant_id: 'danbury-fire',
  user_id: '3b0a4c52-7c1e-4a53-9d0f-2a4a0f1f2b11',
  role: 'billing',
};

const policy = (Effect: string) => ({
  Version: '2012-10-17',
  Statement: [{ Action: 'execute-api:Invoke', Effect, Resource: connectRequest().methodArn }],
});
const denied = { principalId: 'nobody', policyDocument: policy('Deny') };

const issued = async () => {
  const desk = tickets(memoryTicketTable());
  const { ticket } = await desk.issue(biller, NOW);
  return { ticket, authorize: authorizeBy(desk) };
};

describe('The authorizer of the WebSocket', () => {
  it('lets the holder of a ticket in, as whom the ticket was issued to', async () => {
    const { ticket, authorize } = await issued();
    expect(await authorize(connectRequest(ticket), NOW)).toStrictEqual({
      principalId: biller.user_id,
      policyDocument: policy('Allow'),
      context: biller,
    });
  });

  it('denies a ticket that was used', async () => {
    const { ticket, authorize } = await issued();
    await authorize(connectRequest(ticket), NOW);
    expect(await authorize(connectRequest(ticket), NOW)).toStrictEqual(denied);
  });

  it('denies a ticket that has expired', async () => {
    const { ticket, authorize } = await issued();
    expect(await authorize(connectRequest(ticket), '2026-03-01T10:01:00.000Z')).toStrictEqual(denied);
  });

  it.each([
    ['a forged ticket', `danbury-fire.${'A'.repeat(43)}`],
    ['a ticket that is none', 'let me in'],
    ['an empty ticket', ''],
    ['no ticket', undefined],
  ])('denies %s', async (_, forged) => {
    const { authorize } = await issued();
    expect(await authorize(connectRequest(forged), NOW)).toStrictEqual(denied);
  });
});
