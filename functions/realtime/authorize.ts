import type { APIGatewayAuthorizerResult } from 'aws-lambda';
import * as z from 'zod';
import type { Tickets } from '../../store/realtime/tickets.ts';

const ConnectRequest = z.looseObject({
  methodArn: z.string().min(1),
  queryStringParameters: z.looseObject({ ticket: z.string().optional() }).nullish(),
});

const policy = (Effect: 'Allow' | 'Deny', Resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }],
});

/**
 * Says who may connect: the holder of a ticket, once. The answer is an IAM policy on this one connect; with an Allow
 * goes who it is, and the gateway repeats that to every later message of the connection. A Deny makes it answer 403.
 */
export const authorizeBy =
  (tickets: Tickets) =>
  async (event: unknown, now: string): Promise<APIGatewayAuthorizerResult> => {
    const { methodArn, queryStringParameters } = ConnectRequest.parse(event);
    const listener = await tickets.redeem(queryStringParameters?.ticket ?? '', now);
    if (!listener) return { principalId: 'nobody', policyDocument: policy('Deny', methodArn) };
    return { principalId: listener.user_id, policyDocument: policy('Allow', methodArn), context: listener };
  };
