import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { UserDirectory } from '../../../adapters/cognito/user-directory.ts';
import { api } from '../../../functions/http/api.ts';
import { authEndpoints } from '../../../functions/identity/auth-endpoints.ts';
import type { Caller } from '../../../schemas/identity.ts';
import type { EventStore } from '../../../store/event-store.ts';
import { memoryStore } from '../../memory-store.ts';

/** What a client sees of an answer, without the id that differs from request to request. */
export interface Seen {
  readonly status: number | undefined;
  readonly body: unknown;
}

const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'auth',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:auth',
  memoryLimitInMB: '512',
  awsRequestId: 'aws-request',
  logGroupName: '/auth',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

interface Ask {
  readonly body?: unknown;
  readonly caller?: Caller;
  readonly params?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

const authorizerOf = (caller: Caller | undefined) =>
  caller && {
    jwt: {
      claims: { sub: caller.user_id, tenant_id: caller.tenant_id, role: caller.role, token_use: 'access' },
      scopes: [],
    },
  };

const eventOf = (routeKey: string, requestId: string, ask: Ask) => ({
  version: '2.0',
  routeKey,
  rawPath: routeKey.split(' ')[1] ?? '',
  rawQueryString: '',
  headers: ask.headers ?? {},
  pathParameters: ask.params ?? {},
  requestContext: {
    requestId,
    http: { sourceIp: '192.0.2.7' },
    ...(ask.caller && { authorizer: authorizerOf(ask.caller) }),
  },
  ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
  isBase64Encoded: false,
});

const seen = ({ statusCode, body }: APIGatewayProxyStructuredResultV2): Seen => {
  const parsed = body === undefined ? undefined : JSON.parse(body);
  if (parsed?.error) delete parsed.error.trace_id;
  return { status: statusCode, body: parsed };
};

const limits = { maxBodyBytes: 10_000, permit: async () => undefined };

/** The endpoints of the door behind the real edge, over a directory and a store in memory. */
export const doorWorld = (directory: UserDirectory, store: EventStore = memoryStore()) => {
  const handler = api(authEndpoints({ directory, store }), limits);
  let requests = 0;
  const call = async (routeKey: string, ask: Ask = {}): Promise<Seen> => {
    requests += 1;
    const event = eventOf(routeKey, `request-${requests}`, ask);
    // The gateway sends much more than the edge reads; what it reads is all there.
    return seen(await handler(event as APIGatewayProxyEventV2, CONTEXT));
  };
  const history = async ({ tenant_id, user_id }: Caller) => {
    const { commits } = await store.load({ tenant_id, category: 'user', id: user_id });
    return commits.map(({ actor, events }) => ({
      by: actor,
      events: events.map(({ type, data }) => ({ type, data })),
    }));
  };
  return { call, history, store };
};
