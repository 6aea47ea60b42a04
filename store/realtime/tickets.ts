import { createHash, randomBytes } from 'node:crypto';
import { Listener, Ticket } from '../../schemas/realtime.ts';
import { TicketItem, type TicketTable } from './ticket-table.ts';

const LIFE_SECONDS = 60;

/** A ticket as its holder gets it, once. */
interface IssuedTicket {
  readonly ticket: string;
  /** UTC instant; from then on it opens nothing. */
  readonly expires_at: string;
}

/**
 * One-time tickets for the WebSocket, because a browser cannot send an Authorization header with its handshake and an
 * access token in a URL would end up in logs. `now` is a UTC instant.
 */
export interface Tickets {
  issue(listener: Listener, now: string): Promise<IssuedTicket>;
  /** Whom the ticket lets in; nobody when it is malformed, forged, used or expired. It is used up by this. */
  redeem(ticket: string, now: string): Promise<Listener | undefined>;
}

const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);

/** The tenant is part of what is hashed, so a ticket whose tenant was changed is a ticket nobody issued. */
const keyOf = (ticket: string): string => {
  const [tenant] = ticket.split('.');
  return `${tenant}#ticket#${createHash('sha256').update(ticket).digest('hex')}`;
};

const randomSecret = () => randomBytes(32).toString('base64url');

/** Tickets over a table that holds only their SHA-256: whoever reads the table can open nothing with it. */
export const tickets = (table: TicketTable, secret: () => string = randomSecret): Tickets => ({
  async issue(listener, now) {
    const ticket = Ticket.parse(`${listener.tenant_id}.${secret()}`);
    const expires_at = seconds(now) + LIFE_SECONDS;
    await table.put(TicketItem.parse({ pk: keyOf(ticket), sk: 'ticket', expires_at, ...listener }));
    return { ticket, expires_at: new Date(expires_at * 1000).toISOString() };
  },
  async redeem(ticket, now) {
    if (!Ticket.safeParse(ticket).success) return undefined;
    const item = await table.take(keyOf(ticket), seconds(now));
    return item === undefined ? undefined : Listener.parse(TicketItem.parse(item));
  },
});
