import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionEntry } from '../functions.ts';
import { type KeyedService, nameIn } from '../service.ts';
import type { GuardedQueue } from './guarded-queue.ts';
import { consumedQueue, consumerOf, type Pace } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';

interface BusConsumerProps {
  readonly service: KeyedService;
  readonly bus: EventBus;
  /** Names the queue, as `charts`. */
  readonly name: string;
  /** The streams' category whose commits are consumed, as `chart`; all, where none is named. */
  readonly category?: string;
  readonly entry: FunctionEntry;
  /** How it takes what it is told; at once, unless said otherwise. */
  readonly pace?: Pace;
}

/**
 * A function that is told of every commit, of one category or of all:
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
    this.queue = consumedQueue(this, props);
    this.#feed(props);
    this.function = consumerOf(this, { ...props, queue: this.queue });
  }

  #feed({ service, bus, name, category }: BusConsumerProps): void {
    const { queue, deadLetters } = this.queue;
    const rule = new Rule(this, 'Rule', {
      ruleName: nameIn(service, name),
      description: `Commits of ${category ?? 'all'} streams to ${this.queue.name}`,
      eventBus: bus,
      eventPattern: {
        source: ['fusionems'],
        ...(category !== undefined && { detailType: [`${category}.committed`] }),
      },
    });
    rule.addTarget({
      bind: () => ({ arn: queue.queueArn, deadLetterConfig: { arn: deadLetters.queueArn } }),
    });
    admit(queue, rule);
    admit(deadLetters, rule);
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
