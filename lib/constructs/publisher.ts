import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { KeyedService } from '../service.ts';
import { acknowledge } from './acknowledge.ts';
import { DeadLetterQueue } from './guarded-queue.ts';
import { busUse, sendingUse, streamUse } from './resource-use.ts';
import { ServiceFunction } from './service-function.ts';
import type { EventsTable } from './tables.ts';

interface PublisherProps {
  readonly service: KeyedService;
  readonly events: EventsTable;
  readonly bus: EventBus;
}

/**
 * Carries each commit from the events table's stream to the bus.
 *
 * A throw is tried again until a record is half a day old, so the stream, which forgets after a day, still has what
 * the dead letter then points at. Failing batches are halved, which leaves at most one record in the way. Answers
 * are never partial: the publisher sends a poison record to the dead letters itself.
 */
export class Publisher extends Construct {
  readonly deadLetters: DeadLetterQueue;
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, { service, events, bus }: PublisherProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, { service, name: 'publisher' });
    acknowledge(this.deadLetters, {
      'AwsSolutions-SQS3':
        'Is itself a dead-letter queue: of a stream mapping, which the rule does not know.',
    });
    this.function = new ServiceFunction(this, 'Publisher', {
      service,
      entry: 'functions/events/publisher',
      trigger: 'stream',
      timeout: Duration.seconds(30),
    })
      .uses(streamUse(events), {
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
      })
      .uses(busUse(bus), { env: 'BUS_NAME', actions: ['events:PutEvents'] })
      .uses(sendingUse(this.deadLetters), { env: 'DEAD_LETTER_QUEUE_URL', actions: ['sqs:SendMessage'] });
    new EventSourceMapping(this, 'Mapping', {
      target: this.function.handler,
      eventSourceArn: events.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 2,
      bisectBatchOnError: true,
      maxRecordAge: Duration.hours(12),
      onFailure: new SqsDlq(this.deadLetters),
    });
  }
}
