import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DataStack } from '../stacks/data.ts';
import { daily } from './daily.ts';
import { writesLog } from './log-grants.ts';
import { tableUse } from './resource-use.ts';
import { ServiceFunction } from './service-function.ts';

/**
 * Signs every tenant's log once a day. Tenants are found by a scan of the feed, which costs as much as the feed is
 * large: hourly it would be twenty-four times that, for a checkpoint that anybody may ask for at any moment.
 */
export class LogCheckpoints extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, data: DataStack) {
    super(scope, id);
    const { service, feed } = data;
    const signer = new ServiceFunction(this, 'Checkpoint', {
      service,
      entry: 'functions/events/checkpoint',
      trigger: 'schedule',
      timeout: Duration.minutes(15),
    });
    this.function = writesLog(signer, data).uses(tableUse(feed), { actions: ['dynamodb:Scan'] });
    daily(this, this.function, {
      service,
      name: 'log-checkpoints',
      description: "Signs every tenant's log, once a day",
    });
  }
}
