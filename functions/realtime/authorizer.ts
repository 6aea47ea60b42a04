import middy from '@middy/core';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoTicketTable } from '../../store/realtime/dynamo-ticket-table.ts';
import { tickets } from '../../store/realtime/tickets.ts';
import { dynamo } from '../dynamo.ts';
import { count, logger, observed } from '../telemetry.ts';
import { authorizeBy } from './authorize.ts';

const env = readEnv(ENV.pick({ EPHEMERAL_TABLE: true }));
const authorize = authorizeBy(tickets(dynamoTicketTable(dynamo, env.EPHEMERAL_TABLE)));

/** Lets a WebSocket in by its ticket. */
export const handler = middy<APIGatewayRequestAuthorizerEvent, APIGatewayAuthorizerResult>()
  .use(observed())
  .handler(async (event) => {
    const answer = await authorize(event, new Date().toISOString());
    count('Connects');
    logger.info('connect', { tenant_id: answer.context?.['tenant_id'], user_id: answer.principalId });
    return answer;
  });
