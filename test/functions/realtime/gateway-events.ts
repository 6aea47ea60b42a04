import type {
  APIGatewayProxyEventV2WithJWTAuthorizer,
  APIGatewayProxyWebsocketEventV2,
  Context,
} from 'aws-lambda';
import type { Caller } from '../../../schemas/identity.ts';
import type { Listener } from '../../../schemas/realtime.ts';

const METHOD_ARN = 'arn:aws:execute-api:us-east-1:000000000000:socket1/v1/$connect';

/** What Lambda says of an invocation. */
export const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'connections',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:connections',
  memoryLimitInMB: '1024',
  awsRequestId: '0b9e7d1c-1111-4222-8333-444455556666',
  logGroupName: '/aws/lambda/connections',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

/** A request for a ticket as the HTTP API gives it, its token verified. */
export const ticketRequest = ({
  tenant_id,
  user_id,
  role,
}: Caller): APIGatewayProxyEventV2WithJWTAuthorizer => ({
  version: '2.0',
  routeKey: 'POST /v1/realtime/tickets',
  rawPath: '/v1/realtime/tickets',
  rawQueryString: '',
  headers: {},
  isBase64Encoded: false,
  requestContext: {
    accountId: '000000000000',
    apiId: 'http1',
    domainName: 'api.example.org',
    domainPrefix: 'api',
    http: {
      method: 'POST',
      path: '/v1/realtime/tickets',
      protocol: 'HTTP/1.1',
      sourceIp: '192.0.2.1',
      userAgent: 'test',
    },
    authorizer: {
      principalId: '',
      integrationLatency: 0,
      jwt: { claims: { sub: user_id, tenant_id, role, token_use: 'access' }, scopes: [] },
    },
    requestId: 'request-1',
    routeKey: 'POST /v1/realtime/tickets',
    stage: '$default',
    time: '01/Mar/2026:10:00:00 +0000',
    timeEpoch: 1_772_359_200_000,
  },
});

/** A connect as the WebSocket API shows it to its authorizer. */
export const connectRequest = (ticket?: string) => ({
  type: 'REQUEST',
  methodArn: METHOD_ARN,
  queryStringParameters: ticket === undefined ? null : { ticket },
  requestContext: { routeKey: '$connect', connectionId: 'L0SM9cOFvHcCIhw=' },
});

/** An event of an open connection; the gateway adds whom the authorizer let in. */
export interface Happening {
  readonly routeKey: '$connect' | '$disconnect' | '$default';
  readonly connection_id: string;
  readonly listener: Listener;
  readonly body?: string;
}

const EVENT_TYPES = { $connect: 'CONNECT', $disconnect: 'DISCONNECT', $default: 'MESSAGE' } as const;

/** The event with which the WebSocket API tells of it. */
export const socketEvent = ({ routeKey, connection_id, listener, body }: Happening) => {
  const event: APIGatewayProxyWebsocketEventV2 = {
    isBase64Encoded: false,
    ...(body === undefined ? {} : { body }),
    requestContext: {
      routeKey,
      messageId: 'message-1',
      eventType: EVENT_TYPES[routeKey],
      extendedRequestId: 'extended-1',
      requestTime: '01/Mar/2026:10:00:00 +0000',
      messageDirection: 'IN',
      stage: 'v1',
      connectedAt: 1_772_359_200_000,
      requestTimeEpoch: 1_772_359_200_000,
      requestId: 'request-1',
      domainName: 'socket1.execute-api.us-east-1.amazonaws.com',
      connectionId: connection_id,
      apiId: 'socket1',
    },
  };
  const authorizer = { ...listener, principalId: listener.user_id };
  return { ...event, requestContext: { ...event.requestContext, authorizer } };
};
