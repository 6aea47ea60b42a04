import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { subjectEndpoints } from '../../functions/commands/subject-endpoints.ts';
import type { Caller } from '../../schemas/identity.ts';
import { eventStore } from '../../store/event-store.ts';
import { noKeys } from '../../store/keys/no-keys.ts';
import { type KeyOwner, shredder } from '../../store/keys/shredder.ts';
import type { Container } from './container.ts';
import type { Deployment } from './deployment.ts';
import { commitsOf } from './ports.ts';
import { stepped } from './stepped.ts';

/** A request to destroy somebody's key. */
export interface Destruction {
  readonly caller: Caller;
  readonly owner: KeyOwner;
  readonly request_id: string;
  readonly now: string;
}

const ROUTE = 'POST /v1/subjects/{kind}/{id}/destruction';

/** The request as the HTTP API gives it to a function, its token verified. */
const eventOf = ({ caller, owner, request_id }: Destruction): APIGatewayProxyEventV2WithJWTAuthorizer => {
  const { user_id, tenant_id, role } = caller;
  const claims = { sub: user_id, tenant_id, role, token_use: 'access' };
  const { kind, id } = owner.subject;
  const path = `/v1/subjects/${kind}/${id}/destruction`;
  return {
    version: '2.0',
    routeKey: ROUTE,
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    pathParameters: { kind, id },
    body: JSON.stringify({ reason: 'asked for in a simulation' }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api-1',
      domainName: 'api.example.org',
      domainPrefix: 'api',
      http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.7', userAgent: 'simulation' },
      authorizer: { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } },
      requestId: request_id,
      routeKey: ROUTE,
      stage: '$default',
      time: '02/Mar/2025:08:15:00 +0000',
      timeEpoch: 1_740_903_300_000,
    },
  };
};

const limits = { maxBodyBytes: 10_000, permit: async () => undefined };

/** Destroys subjects' keys; answers the status of the response. */
export const subjectCommands = ({ site }: Deployment, container: Container) => {
  const commits = commitsOf(site, container);
  const [endpoint] = subjectEndpoints({
    store: eventStore(commits, noKeys, site.scheduler.now),
    commits,
    shredder: shredder(stepped(container, 'keys', site.keys)),
  });
  return async (asked: Destruction): Promise<number> => {
    if (!endpoint) throw new Error('There is no endpoint that destroys keys.');
    const call = { event: eventOf(asked), limits, trace_id: asked.request_id, now: asked.now };
    const { answer } = await endpoint.call(call);
    return Number(answer.statusCode);
  };
};
