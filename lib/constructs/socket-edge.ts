import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat, CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import {
  LogGroupLogDestination,
  WebSocketApi,
  WebSocketRoute,
  WebSocketStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type KeyedService, nameIn } from '../service.ts';
import { acknowledge } from './acknowledge.ts';
import { EncryptedLogs } from './encrypted-logs.ts';
import type { ServiceFunction } from './service-function.ts';

/** Neither message nor query: a query holds the one-time ticket. */
const ACCESS_LOG = {
  request_id: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  event: '$context.eventType',
  status: '$context.status',
  connection_id: '$context.connectionId',
  source_ip: '$context.identity.sourceIp',
  authorizer_error: '$context.authorizer.error',
  integration_error: '$context.integration.error',
};

/** The WebSocket API: a one-time ticket at the door, then messages both ways. */
export class SocketEdge extends Construct {
  readonly api: WebSocketApi;
  readonly stage: WebSocketStage;

  constructor(scope: Construct, id: string, service: KeyedService) {
    super(scope, id);
    this.api = new WebSocketApi(this, 'Api', {
      apiName: nameIn(service, 'realtime'),
      routeSelectionExpression: '$request.body.action',
    });
    const logs = new EncryptedLogs(this, 'AccessLogs', {
      service,
      name: `/aws/vendedlogs/${nameIn(service, 'realtime')}`,
    });
    const { requestsPerSecond } = service.config;
    this.stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.api,
      stageName: 'v1',
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: 2 * requestsPerSecond },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    this.stage.node.addDependency(this.#accountLogging());
  }

  /**
   * Sends connects, disconnects and messages to one function.
   *
   * @param authorizer checks the ticket of a connect; later messages ride on the connection it let in
   */
  answer(by: ServiceFunction, authorizer: ServiceFunction): void {
    this.#addRoute('$connect', by, authorizer);
    this.#addRoute('$disconnect', by);
    this.#addRoute('$default', by);
  }

  #addRoute(routeKey: string, by: ServiceFunction, authorizer?: ServiceFunction): void {
    const route = new WebSocketRoute(this, routeKey, {
      webSocketApi: this.api,
      routeKey,
      integration: new WebSocketLambdaIntegration('Connections', by.handler),
      ...(authorizer === undefined
        ? {}
        : {
            authorizer: new WebSocketLambdaAuthorizer('Ticket', authorizer.handler, {
              identitySource: ['route.request.querystring.ticket'],
            }),
          }),
    });
    if (authorizer === undefined) {
      acknowledge(route, {
        'AwsSolutions-APIG4':
          'Only $connect can be authorized; this route is reached over a connection that was let in by its ticket.',
      });
    }
  }

  /** WebSocket stages write access logs with the account's role, unlike HTTP stages; a stage with logs is refused until it is set. */
  #accountLogging(): CfnAccount {
    const role = new Role(this, 'LoggingRole', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs'),
      ],
    });
    acknowledge(role, {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
        'API Gateway tries the permissions of exactly this policy when the account is given the role.',
    });
    const account = new CfnAccount(this, 'Account', { cloudWatchRoleArn: role.roleArn });
    // One for all APIs of the account: other stages go on logging when this one is deleted.
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return account;
  }
}
