import { Duration } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionEntry } from '../functions.ts';
import { type KeyedService, nameIn } from '../service.ts';
import { GuardedQueue } from './guarded-queue.ts';
import { receivingUse, sendingUse } from './resource-use.ts';
import { ServiceFunction } from './service-function.ts';

const TIMEOUT = Duration.seconds(10);
const MAX_RECEIVES = 5;

interface BusConsumerProps {
  readonly service: KeyedService;
  readonly bus: EventBus;
  /** Names the queue, as `charts`. */
  readonly name: string;
  /** The streams' category whose commits are consumed, as `chart`. */
  readonly category: string;
  readonly entry: FunctionEntry;
}

/**
 * A function that is told of every commit of one category:
 *
 * ```
 * bus ──rule──► queue ──batches, failures per message──► function
 *       │         └─ after 5 receives ─┐                    │ on the last receive, with the reason
 *       └─ what the rule cannot send ──┴──► dead letters ◄──┘
 * ```
 */
export class BusConsumer extends Construct {
  readonly queue: GuardedQueue;
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, props: BusConsumerProps) {
    super(scope, id);
    const { service, name } = props;
    this.queue = new GuardedQueue(this, 'Queue', {
      service,
      name,
      visibilityTimeout: Duration.seconds(6 * TIMEOUT.toSeconds()),
      maxReceives: MAX_RECEIVES,
    });
    this.#feed(props);
    this.function = this.#consume(props);
  }

  #feed({ service, bus, name, category }: BusConsumerProps): void {
    const { queue, deadLetters } = this.queue;
    const rule = new Rule(this, 'Rule', {
      ruleName: nameIn(service, name),
      description: `Commits of ${category} streams to ${this.queue.name}`,
      eventBus: bus,
      eventPattern: { source: ['fusionems'], detailType: [`${category}.committed`] },
    });
    rule.addTarget({
      bind: () => ({ arn: queue.queueArn, deadLetterConfig: { arn: deadLetters.queueArn } }),
    });
    admit(queue, rule);
    admit(deadLetters, rule);
  }

  #consume({ service, entry }: BusConsumerProps): ServiceFunction {
    const { queue, deadLetters } = this.queue;
    const consumer = new ServiceFunction(this, 'Consumer', {
      service,
      entry,
      trigger: 'queue',
      timeout: TIMEOUT,
      environment: { MAX_RECEIVES: String(MAX_RECEIVES) },
    })
      .uses(receivingUse(queue), {
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      })
      .uses(sendingUse(deadLetters), { env: 'DEAD_LETTER_QUEUE_URL', actions: ['sqs:SendMessage'] });
    new EventSourceMapping(this, 'Mapping', {
      target: consumer.handler,
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      maxConcurrency: 10,
      reportBatchItemFailures: true,
    });
    return consumer;
  }
}

/** Lets one rule send to a queue. The queue's key admits EventBridge for the whole account: a rule's ARN there would tie the key to it in a circle. */
function admit(queue: Queue, rule: Rule): void {
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
    }),
  );
}
