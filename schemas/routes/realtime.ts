import * as z from 'zod';
import { Instant } from '../instant.ts';
import { Listener, Ticket } from '../realtime.ts';
import { route } from './route.ts';

export const issueTicket = route({
  operation: 'issueTicket',
  method: 'POST',
  path: '/v1/realtime/tickets',
  tag: 'realtime',
  summary: 'Get a one-time ticket that opens the WebSocket within a minute',
  access: Listener.shape.role.options,
  status: 201,
  answer: z
    .strictObject({
      ticket: Ticket,
      url: z.url().meta({ description: 'Where to connect: the WebSocket with the ticket in it' }),
      expires_at: Instant,
    })
    .meta({ id: 'RealtimeTicket' }),
});
