import { describe, expect, it } from 'vitest';
import { endpoint } from '../../../functions/http/endpoint.ts';
import { issueTicketFor } from '../../../functions/realtime/issue-ticket.ts';
import type { Role } from '../../../schemas/identity.ts';
import { issueTicket } from '../../../schemas/routes/realtime.ts';
import { memoryTicketTable } from '../../../store/realtime/memory-ticket-table.ts';
import { tickets } from '../../../store/realtime/tickets.ts';
import { ticketRequest } from './gateway-events.ts';

const NOW = '2026-03-01T10:00:00.000Z';
const SECRET = 'ECyjUkf0GxCp6Fzq0b3rWqcTQ1kYc-m7m0aPz_3S0bE';
const user_id = '3b0a4c52-7c1e-4a53-9d0f-2a4a0f1f2b11';
const limits = { maxBodyBytes: 1000, permit: async () => undefined };

const asked = async (role: Role, webSocketUrl = 'wss://socket1.execute-api.us-east-1.amazonaws.com/v1') => {
  const desk = tickets(memoryTicketTable(), () => SECRET);
  const event = ticketRequest({ tenant_id: 'danbury-fire', user_id, role });
  const ticketDesk = endpoint(issueTicket, issueTicketFor(desk, webSocketUrl));
  const { answer, code } = await ticketDesk.call({ event, limits, trace_id: 'trace-1', now: NOW });
  return { desk, code, status: answer.statusCode, body: JSON.parse(answer.body ?? '{}') };
};

describe('POST /v1/realtime/tickets', () => {
  it.each(['ems', 'admin', 'billing'] as const)('gives %s a ticket that lets them in', async (role) => {
    const { desk, status, body } = await asked(role);
    expect({ status, body }).toStrictEqual({
      status: 201,
      body: {
        ticket: `danbury-fire.${SECRET}`,
        url: `wss://socket1.execute-api.us-east-1.amazonaws.com/v1?ticket=danbury-fire.${SECRET}`,
        expires_at: '2026-03-01T10:01:00.000Z',
      },
    });
    expect(await desk.redeem(body.ticket, NOW)).toStrictEqual({ tenant_id: 'danbury-fire', user_id, role });
  });

  it.each(['founder', 'auditor', 'vendor'] as const)('refuses %s', async (role) => {
    const { desk, status, code } = await asked(role);
    expect({ status, code }).toStrictEqual({ status: 403, code: 'FORBIDDEN' });
    expect(await desk.redeem(`danbury-fire.${SECRET}`, NOW)).toBe(undefined);
  });

  it('keeps the whole address of a WebSocket that has a path of its own', async () => {
    const { body } = await asked('ems', 'ws://127.0.0.1:4566/_aws/execute-api/abc/v1');
    expect(body.url).toBe(`ws://127.0.0.1:4566/_aws/execute-api/abc/v1?ticket=danbury-fire.${SECRET}`);
  });
});
