import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { KeyedService } from '../service.ts';
import { daily } from './daily.ts';
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
      .uses(tableUse(feed), {
        env: 'FEED_TABLE',
        actions: ['dynamodb:BatchGetItem', 'dynamodb:Query'],
      })
      .uses(busUse(bus), { env: 'BUS_NAME', actions: ['events:PutEvents'] });
    daily(this, this.function, {
      service,
      name: 'feed-sweep',
      description: 'Sweeps what the feed lacks, once a day',
    });
  }
}
