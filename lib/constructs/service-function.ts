import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionEntry } from '../functions.ts';
import { type KeyedService, nameIn } from '../service.ts';
import { acknowledge } from './acknowledge.ts';
import { EncryptedLogs } from './encrypted-logs.ts';
import { ExecutionPolicy, type Permission } from './execution-policy.ts';
import type { ResourceUse } from './resource-use.ts';

/** How a function is started, and so where a failed call ends up. */
type Trigger = 'request' | 'queue' | 'stream' | 'schedule' | 'machine';

const WHERE_FAILURES_GO: Record<Trigger, string> = {
  request:
    'Invoked synchronously: the caller is told of the failure, and nothing is queued that could be lost.',
  queue:
    'Invoked by an SQS mapping: failed messages stay in their queue, whose redrive policy names a dead-letter queue.',
  stream:
    'Invoked by a stream mapping: records given up on go to its on-failure destination, a queue with an alarm.',
  machine:
    'Invoked by a state machine, which tries a failed call again, and ends as failed when that does not help.',
  schedule:
    'Invoked on a schedule: what a failed run left undone the next one does, and its errors set off an alarm.',
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

interface Grant extends Permission {
  /** Environment variable that is to hold the resource's name; none when the code need not know it. */
  readonly env?: string;
}

/**
 * The one way a Lambda function is made here: one bundle, one role, one log group, and no permission beyond those
 * that `uses` grants together with the environment variable they go with.
 */
export class ServiceFunction extends Construct {
  /** Its deployed name, plain text, so that other stacks can speak of it without importing it. */
  readonly functionName: string;
  readonly handler: LambdaFunction;
  readonly #policy: ExecutionPolicy;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { service, entry } = props;
    this.functionName = nameIn(service, ...partsOf(entry));
    const logs = new EncryptedLogs(this, 'Logs', { service, name: `/aws/lambda/${this.functionName}` });
    this.#policy = new ExecutionPolicy(this, { functionName: this.functionName, logs });
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
      role: this.#role(),
      environment: { ...houseEnvironment(props), ...props.environment },
    });
    acknowledgeShape(this.handler, props.trigger);
  }

  /**
   * Gives the function a resource: the permission, the key's permission and the environment variable together, so
   * that none can be forgotten or left behind.
   *
   * @throws when a pattern of resources is granted without a reason
   */
  uses(resource: ResourceUse, { env, ...permission }: Grant): this {
    this.#policy.permit(resource, permission);
    if (env !== undefined) {
      this.handler.addEnvironment(env, resource.value);
    }
    return this;
  }

  /** Nothing but `uses` grants: what the CDK would add to the role by itself is inline and broader. */
  #role(): IRole {
    const role = new Role(this, 'Role', {
      description: `Execution role of ${this.functionName}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [this.#policy],
    });
    return role.withoutPolicyUpdates();
  }
}

const partsOf = (entry: FunctionEntry): readonly string[] => entry.split('/').slice(1);

/** Capturing responses or errors would put patient data into traces. */
const houseEnvironment = ({ service, entry }: ServiceFunctionProps): Record<string, string> => ({
  POWERTOOLS_SERVICE_NAME: partsOf(entry).join('-'),
  POWERTOOLS_METRICS_NAMESPACE: 'FusionEMS',
  POWERTOOLS_LOG_LEVEL: service.config.logLevel,
  POWERTOOLS_TRACER_CAPTURE_RESPONSE: 'false',
  POWERTOOLS_TRACER_CAPTURE_ERROR: 'false',
  NODE_OPTIONS: '--enable-source-maps',
});

const acknowledgeShape = (handler: LambdaFunction, trigger: Trigger): void =>
  acknowledge(handler, {
    'HIPAA.Security-LambdaDLQ': WHERE_FAILURES_GO[trigger],
    'HIPAA.Security-LambdaConcurrency':
      "Reserved concurrency is taken from all stages of the account; the API's stage throttles requests, and a queue's mapping caps its own concurrency.",
    'HIPAA.Security-LambdaInsideVPC':
      'Calls AWS services only, over TLS and with a role of its own; a VPC would add no boundary, for nothing private lies in one.',
  });
