import { Duration } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { nameIn } from '../service.ts';
import type { DataStack } from '../stacks/data.ts';
import { acknowledge } from './acknowledge.ts';
import { EncryptedLogs } from './encrypted-logs.ts';
import { opens } from './key-grants.ts';
import { RebuildDefinition } from './rebuild-definition.ts';
import { tableUse } from './resource-use.ts';
import { ServiceFunction } from './service-function.ts';

/** What a state machine needs to write its log and its traces, for none of which there is a resource to name. */
const TELEMETRY = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

/**
 * Makes a read model anew while it is used: a state machine, and the function that does each of its steps. What is done
 * is kept in the views table after every page, so an execution that ended for whatever reason is started again, and
 * goes on there.
 */
export class ViewRebuild extends Construct {
  readonly function: ServiceFunction;
  /** The machine's deployed name. */
  readonly name: string;
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, data: DataStack) {
    super(scope, id);
    const { service } = data;
    this.name = nameIn(service, 'rebuild');
    this.function = this.#function(data);
    const role = this.#role();
    const { handler } = this.function;
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: this.name,
      stateMachineType: StateMachineType.STANDARD,
      comment: 'Makes a read model anew beside the live one, compares it with the events, and switches to it',
      definitionBody: DefinitionBody.fromChainable(new RebuildDefinition(this, 'Steps', handler).chain),
      role: role.withoutPolicyUpdates(),
      tracingEnabled: true,
      logs: {
        destination: new EncryptedLogs(this, 'Logs', {
          service,
          name: `/aws/vendedlogs/${this.name}`,
        }),
        level: LogLevel.ALL,
      },
    });
  }

  #function(data: DataStack): ServiceFunction {
    const { service, events, views } = data;
    const rebuild = new ServiceFunction(this, 'Function', {
      service,
      entry: 'functions/views/rebuild',
      trigger: 'machine',
      timeout: Duration.minutes(2),
    });
    return opens(rebuild, data)
      .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:Query', 'dynamodb:Scan'] })
      .uses(tableUse(views), {
        env: 'VIEWS_TABLE',
        actions: [
          'dynamodb:DeleteItem',
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:Query',
          'dynamodb:Scan',
        ],
      });
  }

  #role(): Role {
    const policy = new ManagedPolicy(this, 'Policy', { description: 'What the rebuild of a view may do' });
    policy.addStatements(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [this.function.handler.functionArn],
      }),
      new PolicyStatement({ actions: TELEMETRY, resources: ['*'] }),
    );
    acknowledge(policy, {
      'AwsSolutions-IAM5[Resource::*]':
        'Delivery of logs to a group and X-Ray have no resources to name: granted on all or none.',
    });
    return new Role(this, 'Role', {
      description: `Execution role of the state machine ${this.name}`,
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      managedPolicies: [policy],
    });
  }
}
