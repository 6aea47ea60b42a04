import { Aws, Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  type CorsPreflightOptions,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import type { FunctionRoutes } from '../routes.ts';
import { type KeyedService, nameIn } from '../service.ts';
import { acknowledge } from './acknowledge.ts';
import { EncryptedLogs } from './encrypted-logs.ts';
import type { ServiceFunction } from './service-function.ts';
import type { UserDirectory } from './user-directory.ts';

/** The route key and not the path: a path holds identifiers, and what a client mistyped. */
const ACCESS_LOG = {
  request_id: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  latency_ms: '$context.responseLatency',
  source_ip: '$context.identity.sourceIp',
  tenant_id: '$context.authorizer.claims.tenant_id',
  user_id: '$context.authorizer.claims.sub',
  authorizer_error: '$context.authorizer.error',
  integration_error: '$context.integration.error',
};

interface HttpEdgeProps {
  readonly service: KeyedService;
  readonly users: UserDirectory;
}

/** The HTTP API: access tokens checked at the door, CORS from the configuration, throttled, its access logged. */
export class HttpEdge extends Construct {
  readonly api: HttpApi;
  /** Where clients find it, without a slash at its end. */
  readonly url: string;
  readonly #signedIn: IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, { service, users }: HttpEdgeProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: nameIn(service),
      createDefaultStage: false,
      ...corsOf(service.config.allowedOrigins),
    });
    this.url = `https://${this.api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
    this.#addStage(service);
    const issuer = `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}/${users.pool.userPoolId}`;
    this.#signedIn = new HttpJwtAuthorizer('AccessToken', issuer, {
      jwtAudience: [users.client.userPoolClientId],
    });
  }

  /** Sends a function's routes to it. */
  answer(routes: FunctionRoutes, by: ServiceFunction): void {
    const integration = new HttpLambdaIntegration(routes.entry.replaceAll('/', '-'), by.handler, {
      // One permission for the API: one for each route would outgrow the function's policy.
      scopePermissionToRoute: false,
    });
    for (const route of routes.signedIn) {
      this.#addRoute(route, integration, this.#signedIn);
    }
    for (const route of routes.open) {
      const open = this.#addRoute(route, integration, new HttpNoneAuthorizer());
      acknowledge(open, {
        'AwsSolutions-APIG4': `${route} is public by design: it signs in, or shows what is no secret.`,
      });
    }
  }

  #addRoute(route: string, integration: HttpLambdaIntegration, authorizer: IHttpRouteAuthorizer): HttpRoute {
    return new HttpRoute(this, route, { httpApi: this.api, routeKey: keyOf(route), integration, authorizer });
  }

  #addStage(service: KeyedService): void {
    const { requestsPerSecond } = service.config;
    const logs = new EncryptedLogs(this, 'AccessLogs', {
      service,
      name: `/aws/vendedlogs/${nameIn(service, 'http')}`,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: 2 * requestsPerSecond },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
  }
}

function keyOf(route: string): HttpRouteKey {
  if (route === '$default') {
    return HttpRouteKey.DEFAULT;
  }
  const [verb, path] = route.split(' ');
  const method = Object.values(HttpMethod).find((each) => each === verb);
  if (method === undefined || path === undefined) {
    throw new Error(
      `'${route}' is no route: write a method and a path, as 'GET /v1/charts/{id}', in lib/routes.ts.`,
    );
  }
  return HttpRouteKey.with(path, method);
}

const corsOf = (allowedOrigins: readonly string[]): { corsPreflight?: CorsPreflightOptions } =>
  allowedOrigins.length === 0
    ? {}
    : {
        corsPreflight: {
          allowOrigins: [...allowedOrigins],
          allowMethods: [
            CorsHttpMethod.GET,
            CorsHttpMethod.POST,
            CorsHttpMethod.PUT,
            CorsHttpMethod.PATCH,
            CorsHttpMethod.DELETE,
          ],
          allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'purpose-of-use'],
          exposeHeaders: ['location', 'retry-after'],
          maxAge: Duration.hours(1),
        },
      };
