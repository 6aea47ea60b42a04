import { Duration } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { BusConsumer } from '../constructs/bus-consumer.ts';
import { FeedSweep } from '../constructs/feed-sweep.ts';
import type { GuardedQueue } from '../constructs/guarded-queue.ts';
import { opens, seals, shreds } from '../constructs/key-grants.ts';
import { LogCheckpoints } from '../constructs/log-checkpoints.ts';
import { Publisher } from '../constructs/publisher.ts';
import { consumedQueue, consumerOf, type Pace } from '../constructs/queue-consumer.ts';
import { listUse, objectsUse, secretsUse, sendingUse, tableUse } from '../constructs/resource-use.ts';
import { VIEW_INDEXES } from '../constructs/tables.ts';
import { ViewRebuild } from '../constructs/view-rebuild.ts';
import { nameIn } from '../service.ts';
import type { DataStack } from './data.ts';
import { HouseStack } from './house-stack.ts';

/** Told often that feeds have grown, the archive writes one object of what many additions brought: within six minutes. */
const ARCHIVE_PACE: Pace = {
  timeout: Duration.minutes(1),
  batchSize: 1_000,
  window: Duration.minutes(5),
  concurrency: 2,
};

/** The first export that a function judges reads a release of the standard; all after it take milliseconds. */
const EXPORT_PACE: Pace = {
  timeout: Duration.minutes(1),
  batchSize: 5,
  window: Duration.seconds(0),
  concurrency: 10,
};

/** A state may take a minute for each of the few questions that follow one another. */
const SUBMISSION_PACE: Pace = {
  timeout: Duration.minutes(5),
  batchSize: 1,
  window: Duration.seconds(0),
  concurrency: 5,
};

/** How commits become read models: bus, publisher, and the projections with their queues. */
export class CoreStack extends HouseStack {
  /** Entries hold no patient data, so the bus keeps to AWS's own encryption. */
  readonly bus: EventBus;
  readonly publisher: Publisher;
  readonly charts: BusConsumer;
  readonly feed: BusConsumer;
  readonly subjects: BusConsumer;
  readonly exports: BusConsumer;
  readonly submissions: BusConsumer;
  /** Where the feed tells the archive that there is more. */
  readonly archive: GuardedQueue;
  /** What the feed hands on to the WebSocket, whose stack consumes it. */
  readonly pushes: GuardedQueue;

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
    this.pushes = consumedQueue(new Construct(this, 'Pushes'), { service, name: 'pushes' });
    this.archive = this.#archive(data);
    this.feed = this.#feed(data);
    this.subjects = this.#subjects(data);
    this.exports = this.#exports(data);
    this.submissions = this.#submissions(data);
    const rebuild = new ViewRebuild(this, 'Rebuild', data);
    new FeedSweep(this, 'Sweep', { service, bus: this.bus, events: data.events, feed: data.feed });
    new LogCheckpoints(this, 'LogCheckpoints', data).function.uses(sendingUse(this.archive.queue), {
      env: 'ARCHIVE_QUEUE_URL',
      actions: ['sqs:SendMessage'],
    });
    this.publish({
      BusName: this.bus.eventBusName,
      PublisherDeadLetterQueueUrl: this.publisher.deadLetters.queueUrl,
      ChartsQueueUrl: this.charts.queue.queue.queueUrl,
      ChartsDeadLetterQueueUrl: this.charts.queue.deadLetters.queueUrl,
      FeedQueueUrl: this.feed.queue.queue.queueUrl,
      FeedDeadLetterQueueUrl: this.feed.queue.deadLetters.queueUrl,
      ArchiveQueueUrl: this.archive.queue.queueUrl,
      ArchiveDeadLetterQueueUrl: this.archive.deadLetters.queueUrl,
      PushesQueueUrl: this.pushes.queue.queueUrl,
      PushesDeadLetterQueueUrl: this.pushes.deadLetters.queueUrl,
      SubjectsQueueUrl: this.subjects.queue.queue.queueUrl,
      SubjectsDeadLetterQueueUrl: this.subjects.queue.deadLetters.queueUrl,
      ExportsQueueUrl: this.exports.queue.queue.queueUrl,
      ExportsDeadLetterQueueUrl: this.exports.queue.deadLetters.queueUrl,
      SubmissionsQueueUrl: this.submissions.queue.queue.queueUrl,
      SubmissionsDeadLetterQueueUrl: this.submissions.queue.deadLetters.queueUrl,
      RebuildMachineArn: rebuild.machine.stateMachineArn,
    });
  }

  /** What a subject leaves outside of what their key seals. It opens nothing, so it may ask nothing of the master key. */
  #subjects(data: DataStack): BusConsumer {
    const consumer = new BusConsumer(this, 'Subjects', {
      service: data.service,
      bus: this.bus,
      name: 'subjects',
      category: 'subject',
      entry: 'functions/subjects/destruction',
    });
    shreds(consumer.function, data)
      .uses(tableUse(data.events), { env: 'EVENTS_TABLE', actions: ['dynamodb:Query'] })
      .uses(listUse(data.attachments), {
        env: 'ATTACHMENTS_BUCKET',
        actions: ['s3:ListBucketVersions'],
      })
      .uses(objectsUse(data.attachments), {
        actions: ['s3:DeleteObjectVersion'],
        wildcard:
          'Object names begin with tenant and chart, which are made at run time; removing versions is granted, and neither reading nor writing.',
      })
      .uses(listUse(data.exports), { env: 'EXPORTS_BUCKET', actions: ['s3:ListBucketVersions'] })
      .uses(objectsUse(data.exports), {
        actions: ['s3:DeleteObjectVersion'],
        wildcard:
          'Object names begin with tenant and chart, which are made at run time; removing versions is granted, and neither reading nor writing.',
      })
      .uses(sendingUse(consumer.queue.queue), { env: 'OWN_QUEUE_URL', actions: ['sqs:SendMessage'] });
    return consumer;
  }

  /** Reads charts and writes files of them, and so it opens what is a patient's. */
  #exports(data: DataStack): BusConsumer {
    const consumer = new BusConsumer(this, 'Exports', {
      service: data.service,
      bus: this.bus,
      name: 'exports',
      category: 'export',
      entry: 'functions/exports/run',
      pace: EXPORT_PACE,
    });
    seals(consumer.function, data)
      .uses(tableUse(data.events), { env: 'EVENTS_TABLE', actions: ['dynamodb:PutItem', 'dynamodb:Query'] })
      .uses(tableUse(data.views), { env: 'VIEWS_TABLE', actions: ['dynamodb:PutItem'] })
      .uses(listUse(data.exports), { actions: ['s3:ListBucket'] })
      .uses(objectsUse(data.exports, ['kms:GenerateDataKey', 'kms:Decrypt']), {
        env: 'EXPORTS_BUCKET',
        actions: ['s3:GetObject', 's3:PutObject'],
        wildcard:
          'Object names begin with tenant and chart, which are made at run time, or are of packs; reading and writing are granted, and no removing.',
      });
    return consumer;
  }

  /** Sends files of exports to the states of their agencies; of the secrets it reads one, and writes none. */
  #submissions(data: DataStack): BusConsumer {
    const { service, events, views, exports } = data;
    const consumer = new BusConsumer(this, 'Submissions', {
      service,
      bus: this.bus,
      name: 'submissions',
      category: 'export',
      entry: 'functions/exports/submit',
      pace: SUBMISSION_PACE,
    });
    seals(consumer.function, data)
      .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:PutItem', 'dynamodb:Query'] })
      .uses(tableUse(views, Object.keys(VIEW_INDEXES)), {
        env: 'VIEWS_TABLE',
        actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      })
      .uses(listUse(exports), { actions: ['s3:ListBucket'] })
      .uses(objectsUse(exports, ['kms:GenerateDataKey', 'kms:Decrypt']), {
        env: 'EXPORTS_BUCKET',
        actions: ['s3:GetObject', 's3:PutObject'],
        wildcard:
          'Object names begin with tenant and chart, which are made at run time, or are of packs; reading and writing are granted, and no removing.',
      })
      .uses(secretsUse(nameIn(service, 'state-accounts'), service.key), {
        env: 'STATE_ACCOUNTS',
        actions: ['secretsmanager:GetSecretValue'],
        wildcard:
          "One secret an agency, made at run time: only the prefix is known, and nothing but agencies' accounts is under it.",
      })
      .uses(sendingUse(consumer.queue.queue), { env: 'OWN_QUEUE_URL', actions: ['sqs:SendMessage'] });
    return consumer;
  }

  #feed({ service, events, feed }: DataStack): BusConsumer {
    const consumer = new BusConsumer(this, 'Feed', {
      service,
      bus: this.bus,
      name: 'feed',
      entry: 'functions/events/feed',
    });
    consumer.function
      .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:Query'] })
      .uses(tableUse(feed), {
        env: 'FEED_TABLE',
        actions: ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      })
      .uses(sendingUse(this.pushes.queue), { env: 'PUSHES_QUEUE_URL', actions: ['sqs:SendMessage'] })
      .uses(sendingUse(this.archive.queue), { env: 'ARCHIVE_QUEUE_URL', actions: ['sqs:SendMessage'] })
      .uses(sendingUse(consumer.queue.queue), { env: 'OWN_QUEUE_URL', actions: ['sqs:SendMessage'] });
    return consumer;
  }

  #archive({ service, events, feed, archive }: DataStack): GuardedQueue {
    const scope = new Construct(this, 'Archive');
    const queue = consumedQueue(scope, { service, name: 'archive', pace: ARCHIVE_PACE });
    consumerOf(scope, { service, queue, entry: 'functions/events/archive', pace: ARCHIVE_PACE })
      .uses(tableUse(events), { env: 'EVENTS_TABLE', actions: ['dynamodb:Query'] })
      .uses(tableUse(feed), { env: 'FEED_TABLE', actions: ['dynamodb:Query'] })
      .uses(listUse(archive), { env: 'ARCHIVE_BUCKET', actions: ['s3:ListBucketVersions'] })
      .uses(objectsUse(archive, ['kms:GenerateDataKey', 'kms:Decrypt']), {
        actions: ['s3:GetObjectVersion', 's3:PutObject'],
        wildcard: 'Objects of all tenants are its own: one function archives every feed.',
      })
      .uses(sendingUse(queue.queue), { env: 'ARCHIVE_QUEUE_URL', actions: ['sqs:SendMessage'] });
    return queue;
  }
}
