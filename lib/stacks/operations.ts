import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { Alarms } from '../constructs/alarms.ts';
import { DeadLetterQueue, GuardedQueue } from '../constructs/guarded-queue.ts';
import { Overview } from '../constructs/overview.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { ViewRebuild } from '../constructs/view-rebuild.ts';
import type { ApiStack } from './api.ts';
import type { CoreStack } from './core.ts';
import type { DataStack } from './data.ts';
import { HouseStack } from './house-stack.ts';

interface OperationsStackProps {
  readonly data: DataStack;
  readonly core: CoreStack;
  readonly api: ApiStack;
}

/** How operators learn of trouble: alarms on every function, queue and state machine, their topic, and a dashboard. */
export class OperationsStack extends HouseStack {
  readonly topic: AlarmTopic;
  readonly alarms: Alarms;

  constructor(scope: Construct, { data, core, api }: OperationsStackProps) {
    const { service } = data;
    super(scope, { service, part: 'operations', description: 'FusionEMS Quantum: alarms and dashboard' });
    const watched = [data, core, api];
    const functions = namesOf(watched, ServiceFunction, (each) => each.functionName);
    const queues = allIn(watched, GuardedQueue);
    const deadLetters = namesOf(watched, DeadLetterQueue, (each) => each.name);
    const machines = namesOf(watched, ViewRebuild, (each) => each.name);
    const streams = [core.publisher.function.functionName];
    this.topic = new AlarmTopic(this, service);
    this.alarms = new Alarms(this, 'Watch', { service, topic: this.topic });
    for (const name of functions) this.alarms.ofFunction(name);
    for (const name of streams) this.alarms.ofStream(name);
    for (const queue of queues) this.alarms.ofQueue(queue);
    for (const name of deadLetters) this.alarms.ofDeadLetters(name);
    for (const name of machines) this.alarms.ofMachine(name);
    this.alarms.ofApi(api.http.api.apiId);
    new Overview(this, {
      service,
      apiId: api.http.api.apiId,
      functions,
      queues: [...queues.map(({ name }) => name), ...deadLetters],
      streams,
    });
    for (const stack of watched) {
      this.addStackDependency(stack, 'alarms speak of it by name');
    }
  }
}

type Kind<T extends Construct> = new (...args: never[]) => T;

/** Found in the stacks and not listed, so that nothing can be left unwatched. */
function allIn<T extends Construct>(stacks: readonly Stack[], kind: Kind<T>): T[] {
  const found = stacks.flatMap((stack) => stack.node.findAll());
  return found.filter((each): each is T => each instanceof kind);
}

const namesOf = <T extends Construct>(
  stacks: readonly Stack[],
  kind: Kind<T>,
  name: (each: T) => string,
): string[] => allIn(stacks, kind).map(name);
