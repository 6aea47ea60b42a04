import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Caller } from '../../schemas/identity.ts';

/** What a client asks, who it is by its token, and the parts of the path. */
export interface Ask {
  readonly caller: Caller;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Sent as it is, where the body shall be no JSON. */
  readonly raw?: string;
}

const pathOf = (routeKey: string, params: Record<string, string>) =>
  Object.entries(params).reduce(
    (path, [name, value]) => path.replace(`{${name}}`, value),
    routeKey.split(' ')[1] ?? '',
  );

const authorizerOf = ({ user_id, tenant_id, role }: Caller) => ({
  principalId: '',
  integrationLatency: 0,
  jwt: { claims: { sub: user_id, tenant_id, role, token_use: 'access' }, scopes: [] },
});

const httpOf = (routeKey: string, path: string) => ({
  method: routeKey.split(' ')[0] ?? '',
  path,
  protocol: 'HTTP/1.1',
  sourceIp: '192.0.2.7',
  userAgent: 'test',
});

/** A request as the HTTP API gives it to a function, its token verified. */
export const apiEvent = (
  routeKey: string,
  requestId: string,
  { caller, params = {}, query = {}, headers = {}, body, raw }: Ask,
): APIGatewayProxyEventV2WithJWTAuthorizer => {
  const path = pathOf(routeKey, params);
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers,
    pathParameters: params,
    queryStringParameters: query,
    ...(text === undefined ? {} : { body: text }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api-1',
      domainName: 'api.example.org',
      domainPrefix: 'api',
      http: httpOf(routeKey, path),
      authorizer: authorizerOf(caller),
      requestId,
      routeKey,
      stage: '$default',
      time: '02/Mar/2025:08:15:00 +0000',
      timeEpoch: 1_740_903_300_000,
    },
  };
};
