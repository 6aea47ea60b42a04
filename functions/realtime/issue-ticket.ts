import { Listener } from '../../schemas/realtime.ts';
import type { issueTicket } from '../../schemas/routes/realtime.ts';
import type { Tickets } from '../../store/realtime/tickets.ts';
import type { Answer, Request } from '../http/endpoint.ts';

/** Gives the caller a ticket for the WebSocket at `webSocketUrl`, and the URL that has it in. */
export const issueTicketFor =
  (tickets: Tickets, webSocketUrl: string) =>
  async ({ caller, now }: Request<typeof issueTicket>): Promise<Answer<typeof issueTicket>> => {
    const { ticket, expires_at } = await tickets.issue(Listener.parse(caller), now);
    const url = new URL(webSocketUrl);
    url.searchParams.set('ticket', ticket);
    return { ticket, url: url.href, expires_at };
  };
