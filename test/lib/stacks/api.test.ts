import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { HTTP_ROUTES } from '../../../lib/routes.ts';
import { ROUTES } from '../../../schemas/routes/all.ts';
import { Synthesized, stageOf } from '../stage.ts';

const stage = new Synthesized({ allowedOrigins: 'https://app.example.org', requestsPerSecond: '50' });

const Route = z.object({
  RouteKey: z.string(),
  AuthorizationType: z.enum(['JWT', 'CUSTOM', 'NONE']).default('NONE'),
  AuthorizerId: z.unknown().optional(),
  Target: z.object({
    'Fn::Join': z.tuple([z.string(), z.tuple([z.string(), z.object({ Ref: z.string() })])]),
  }),
  ApiId: z.object({ Ref: z.string() }),
});

const apis = stage.resources('api', 'AWS::ApiGatewayV2::Api');
const apiOf = (protocol: string) => apis.find(({ properties }) => properties['ProtocolType'] === protocol);
const routesOf = (protocol: string) =>
  stage
    .resources('api', 'AWS::ApiGatewayV2::Route')
    .map(({ properties }) => Route.parse(properties))
    .filter(({ ApiId }) => ApiId.Ref === apiOf(protocol)?.id);

describe('the HTTP API', () => {
  const routes = routesOf('HTTP');
  const keysOf = (authorization: string) =>
    routes
      .filter(({ AuthorizationType }) => AuthorizationType === authorization)
      .map(({ RouteKey }) => RouteKey);

  test('asks for an access token on every route that is not public', () => {
    const open = HTTP_ROUTES.flatMap((each) => each.open);
    const signedIn = HTTP_ROUTES.flatMap((each) => each.signedIn);
    expect(keysOf('NONE').toSorted()).toStrictEqual(open.toSorted());
    expect(keysOf('JWT').toSorted()).toStrictEqual(signedIn.toSorted());
    const unchecked = routes.filter(
      (route) => route.AuthorizationType === 'JWT' && route.AuthorizerId === undefined,
    );
    expect(unchecked).toStrictEqual([]);
  });

  test('routes exactly the operations of the public document, open where they are public', () => {
    const documented = ROUTES.map(({ method, path, access }) => [`${method} ${path}`, access === 'public']);
    const deployed = HTTP_ROUTES.flatMap(({ signedIn, open }) => [
      ...signedIn.map((route) => [route, false]),
      ...open.filter((route) => route !== '$default').map((route) => [route, true]),
    ]);
    expect(deployed.toSorted()).toStrictEqual(documented.toSorted());
  });

  test('admits access tokens of the pool and its one client', () => {
    const [authorizer] = stage
      .resources('api', 'AWS::ApiGatewayV2::Authorizer')
      .filter(({ properties }) => properties['AuthorizerType'] === 'JWT');
    expect(authorizer?.properties).toMatchObject({
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: [{ 'Fn::ImportValue': expect.stringContaining('UsersPoolClient') }] },
    });
    expect(JSON.stringify(authorizer?.properties)).toContain('https://cognito-idp.');
  });

  test('takes CORS from the configuration', () => {
    expect(apiOf('HTTP')?.properties['CorsConfiguration']).toStrictEqual({
      AllowHeaders: ['authorization', 'content-type', 'idempotency-key', 'purpose-of-use'],
      AllowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      AllowOrigins: ['https://app.example.org'],
      ExposeHeaders: ['location', 'retry-after'],
      MaxAge: 3600,
    });
  });

  test('lets no browser in when no origin is configured', () => {
    const { app, stacks } = stageOf({ allowedOrigins: '' });
    const template = JSON.stringify(app.synth().getStackByName(stacks.api.stackName).template);
    expect(template).not.toContain('CorsConfiguration');
  });
});

describe('the stages of both APIs', () => {
  const stages = stage.resources('api', 'AWS::ApiGatewayV2::Stage').map(({ properties }) => properties);

  test('throttle, log each access, and deploy by themselves', () => {
    expect(stages.map((each) => each['StageName']).toSorted()).toStrictEqual(['$default', 'v1']);
    for (const each of stages) {
      expect(each).toMatchObject({
        AutoDeploy: true,
        DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
        AccessLogSettings: { DestinationArn: expect.anything() },
      });
    }
  });

  test('log neither path, query, body nor headers, which may hold tickets or what a client typed', () => {
    const Logged = z.object({ AccessLogSettings: z.object({ Format: z.string() }) });
    const variables = stages.flatMap((each) =>
      Object.values(JSON.parse(Logged.parse(each).AccessLogSettings.Format)),
    );
    expect([...new Set(variables)].toSorted()).toStrictEqual([
      '$context.authorizer.claims.sub',
      '$context.authorizer.claims.tenant_id',
      '$context.authorizer.error',
      '$context.connectionId',
      '$context.eventType',
      '$context.identity.sourceIp',
      '$context.integration.error',
      '$context.requestId',
      '$context.requestTime',
      '$context.responseLatency',
      '$context.routeKey',
      '$context.status',
    ]);
  });
});

describe('the WebSocket API', () => {
  const routes = routesOf('WEBSOCKET');

  test('asks for a ticket on connect, the only route that can be authorized', () => {
    expect(
      routes.map(({ RouteKey, AuthorizationType }) => [RouteKey, AuthorizationType]).toSorted(),
    ).toStrictEqual([
      ['$connect', 'CUSTOM'],
      ['$default', 'NONE'],
      ['$disconnect', 'NONE'],
    ]);
    const [authorizer] = stage
      .resources('api', 'AWS::ApiGatewayV2::Authorizer')
      .filter(({ properties }) => properties['AuthorizerType'] === 'REQUEST');
    expect(authorizer?.properties['IdentitySource']).toStrictEqual(['route.request.querystring.ticket']);
  });
});
