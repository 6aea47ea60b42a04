import { ENV, readEnv } from '../../schemas/env.ts';
import { issueTicket } from '../../schemas/routes/realtime.ts';
import { dynamoTicketTable } from '../../store/realtime/dynamo-ticket-table.ts';
import { tickets } from '../../store/realtime/tickets.ts';
import { dynamo } from '../dynamo.ts';
import { api } from '../http/api.ts';
import { endpoint } from '../http/endpoint.ts';
import { limits } from '../http/limits.ts';
import { issueTicketFor } from './issue-ticket.ts';

const env = readEnv(ENV.pick({ EPHEMERAL_TABLE: true, WEBSOCKET_URL: true }));
const issue = issueTicketFor(tickets(dynamoTicketTable(dynamo, env.EPHEMERAL_TABLE)), env.WEBSOCKET_URL);

/** Issues tickets for the WebSocket. */
export const handler = api([endpoint(issueTicket, issue)], limits);
