import { join } from 'node:path';
import { Aws, Duration } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionEntry } from '../functions.ts';
import { type KeyedService, nameIn } from '../service.ts';
import { acknowledge } from './acknowledge.ts';
import { EncryptedLogs } from './encrypted-logs.ts';
import { findingOf } from './finding.ts';
import type { ResourceUse } from './resource-use.ts';

/** How a function is started, and so where a failed call ends up. */
export type Trigger = 'request' | 'queue' | 'stream';

const WHERE_FAILURES_GO: Record<Trigger, string> = {
  request:
    'Invoked synchronously: the caller is told of the failure, and nothing is queued that could be lost.',
  queue:
    'Invoked by an SQS mapping: failed messages stay in their queue, whose redrive policy names a dead-letter queue.',
  stream:
    'Invoked by a stream mapping: records given up on go to its on-failure destination, a queue with an alarm.',
};

interface ServiceFunctionProps {
  readonly service: KeyedService;
  readonly entry: FunctionEntry;
  readonly trigger: Trigger;
  /** Longest run; 10 s unless said otherwise. */
  readonly timeout?: Duration;
  /** Environment besides the house's own and what `uses` adds. */
  readonly environment?: Record<string, string>;
}

interface Grant {
  /** IAM actions on the resource. */
  readonly actions: readonly string[];
  /** Environment variable that is to hold the resource's name; none when the code need not know it. */
  readonly env?: string;
  /** Why a pattern of resources is needed; demanded where one is used. */
  readonly wildcard?: string;
}

/**
 * The one way a Lambda function is made here: one bundle, one role, one log group, and no permission or
 * environment variable that `uses` did not add together.
 */
export class ServiceFunction extends Construct {
  /** Its deployed name, plain text, so that other stacks can speak of it without importing it. */
  readonly functionName: string;
  readonly handler: LambdaFunction;
  readonly #policy: ManagedPolicy;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { service, entry, trigger } = props;
    this.functionName = nameIn(service, ...entry.split('/').slice(1));
    const logs = new EncryptedLogs(this, 'Logs', { service, name: `/aws/lambda/${this.functionName}` });
    this.#policy = this.#ownPolicy(logs);
    const role = new Role(this, 'Role', {
      description: `Execution role of ${this.functionName}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [this.#policy],
    });
    this.handler = new LambdaFunction(this, 'Function', {
      functionName: this.functionName,
      description: entry,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(service.bundles, entry)),
      handler: 'index.handler',
      memorySize: 1024,
      timeout: props.timeout ?? Duration.seconds(10),
      tracing: Tracing.ACTIVE,
      logGroup: logs,
      // Nothing but `uses` grants: what the CDK would add by itself is inline and broader.
      role: role.withoutPolicyUpdates(),
      environment: { ...houseEnvironment(props), ...props.environment },
    });
    acknowledge(this.handler, {
      'HIPAA.Security-LambdaDLQ': WHERE_FAILURES_GO[trigger],
      'HIPAA.Security-LambdaConcurrency':
        'Reserved concurrency would take it from the account for every stage; the API stage throttles requests and the queue mapping caps its own concurrency.',
      'HIPAA.Security-LambdaInsideVPC':
        'Calls AWS services only, over TLS and with its own role; a VPC would add no boundary, for there is nothing private in one to reach.',
    });
  }

  /**
   * Gives the function a resource: the permission, the key's permission and the environment variable together, so
   * that none can be forgotten or left behind.
   *
   * @throws when a pattern of resources is granted without a reason
   */
  uses(resource: ResourceUse, grant: Grant): this {
    this.#policy.addStatements(
      new PolicyStatement({ actions: [...grant.actions], resources: [...resource.arns] }),
    );
    this.#usesKey(resource);
    this.#explainWildcards(resource, grant);
    if (grant.env !== undefined) {
      this.handler.addEnvironment(grant.env, resource.value);
    }
    return this;
  }

  /** The key may be used through the resource's own service only, so no other ciphertext of it can be opened. */
  #usesKey({ encryption }: ResourceUse): void {
    if (encryption?.key === undefined) {
      return;
    }
    const through = `${encryption.service}.${Aws.REGION}.${Aws.URL_SUFFIX}`;
    this.#policy.addStatements(
      new PolicyStatement({
        actions: [...encryption.actions],
        resources: [encryption.key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': through } },
      }),
    );
  }

  #explainWildcards(resource: ResourceUse, grant: Grant): void {
    for (const arn of resource.arns.filter((each) => each.endsWith('*'))) {
      if (grant.wildcard === undefined) {
        throw new Error(
          `${this.node.path} is granted ${grant.actions.join(', ')} on a pattern: say why in \`wildcard\`.`,
        );
      }
      acknowledge(this.#policy, { [findingOf(this, arn)]: grant.wildcard });
    }
  }

  #ownPolicy(logs: EncryptedLogs): ManagedPolicy {
    const policy = new ManagedPolicy(this, 'Policy', {
      description: `What ${this.functionName} may do`,
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [logs.logGroupArn],
        }),
        new PolicyStatement({
          actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
          resources: ['*'],
        }),
      ],
    });
    acknowledge(policy, {
      'AwsSolutions-IAM5[Resource::*]':
        'X-Ray has no resources to name: its two write actions are granted on all or none.',
    });
    return policy;
  }
}

/** Capturing responses or errors would put patient data into traces. */
const houseEnvironment = ({ service, entry }: ServiceFunctionProps): Record<string, string> => ({
  POWERTOOLS_SERVICE_NAME: entry.split('/').slice(1).join('-'),
  POWERTOOLS_METRICS_NAMESPACE: 'FusionEMS',
  POWERTOOLS_LOG_LEVEL: service.config.logLevel,
  POWERTOOLS_TRACER_CAPTURE_RESPONSE: 'false',
  POWERTOOLS_TRACER_CAPTURE_ERROR: 'false',
  NODE_OPTIONS: '--enable-source-maps',
});
