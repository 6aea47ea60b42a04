import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { BusConsumer } from '../constructs/bus-consumer.ts';
import { opens } from '../constructs/key-grants.ts';
import { Publisher } from '../constructs/publisher.ts';
import { tableUse } from '../constructs/resource-use.ts';
import { nameIn } from '../service.ts';
import type { DataStack } from './data.ts';
import { HouseStack } from './house-stack.ts';

/** How commits become read models: bus, publisher, and the projections with their queues. */
export class CoreStack extends HouseStack {
  /** Entries hold no patient data, so the bus keeps to AWS's own encryption. */
  readonly bus: EventBus;
  readonly publisher: Publisher;
  readonly charts: BusConsumer;

  constructor(scope: Construct, data: DataStack) {
    const { service } = data;
    super(scope, { service, part: 'core', description: 'FusionEMS Quantum: bus, publisher, projections' });
    this.bus = new EventBus(this, 'Bus', { eventBusName: nameIn(service) });
    this.publisher = new Publisher(this, 'Publisher', { service, events: data.events, bus: this.bus });
    this.charts = new BusConsumer(this, 'Charts', {
      service,
      bus: this.bus,
      name: 'charts',
      category: 'chart',
      entry: 'functions/projections/charts',
    });
    opens(this.charts.function, data)
      .uses(tableUse(data.events), { env: 'EVENTS_TABLE', actions: ['dynamodb:Query'] })
      .uses(tableUse(data.views), { env: 'VIEWS_TABLE', actions: ['dynamodb:GetItem', 'dynamodb:PutItem'] });
    this.publish({
      BusName: this.bus.eventBusName,
      PublisherDeadLetterQueueUrl: this.publisher.deadLetters.queueUrl,
      ChartsQueueUrl: this.charts.queue.queue.queueUrl,
      ChartsDeadLetterQueueUrl: this.charts.queue.deadLetters.queueUrl,
    });
  }
}
