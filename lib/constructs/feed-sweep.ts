import { Duration } from 'aws-cdk-lib';
import { type EventBus, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type KeyedService, nameIn } from '../service.ts';
import { busUse, tableUse } from './resource-use.ts';
import { ServiceFunction } from './service-function.ts';
import type { EventsTable, FeedTable } from './tables.ts';

interface FeedSweepProps {
  readonly service: KeyedService;
  readonly bus: EventBus;
  readonly events: EventsTable;
  readonly feed: FeedTable;
}

/** Compares store and feed every day, and tells the bus of what the publisher could not while the stream had it. */
export class FeedSweep extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, { service, bus, events, feed }: FeedSweepProps) {
    super(scope, id);
    this.function = new ServiceFunction(this, 'Sweep', {
      service,
      entry: 'functions/events/sweep',
      trigger: 'schedule',
      timeout: Duration.minutes(15),
    })
      .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:Query', 'dynamodb:Scan'] })
      .uses(tableUse(feed), { env: 'FEED_TABLE', actions: ['dynamodb:BatchGetItem'] })
      .uses(busUse(bus), { env: 'BUS_NAME', actions: ['events:PutEvents'] });
    const rule = new Rule(this, 'Daily', {
      ruleName: nameIn(service, 'feed-sweep'),
      description: 'Sweeps what the feed lacks, once a day',
      schedule: Schedule.rate(Duration.days(1)),
    });
    const { handler } = this.function;
    rule.addTarget({ bind: () => ({ arn: handler.functionArn, input: RuleTargetInput.fromObject({}) }) });
    handler.addPermission('Daily', {
      principal: new ServicePrincipal('events.amazonaws.com'),
      sourceArn: rule.ruleArn,
    });
  }
}
