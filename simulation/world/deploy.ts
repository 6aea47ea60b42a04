import type { Bus } from '../../functions/events/bus.ts';
import { bus } from '../aws/bus.ts';
import { mapped } from '../aws/mapping.ts';
import { type Stream, stream } from '../aws/stream.ts';
import { chartCommands } from '../functions/chart-commands.ts';
import { CONSUMERS } from '../functions/consumers.ts';
import type { Container, Stage } from '../functions/container.ts';
import type { Deployment } from '../functions/deployment.ts';
import { publisher, rebuilder, rotator, sweeper } from '../functions/operations.ts';
import { pool } from '../functions/pool.ts';
import { subjectCommands } from '../functions/subject-commands.ts';
import { type QueueName, type Site, site } from './site.ts';
import { isUnexplained } from './unexplained.ts';

const SECOND = 1000;
const QUEUES: readonly QueueName[] = ['charts', 'feed', 'pushes', 'destruction'];

interface Size {
  readonly size: number;
  readonly seconds: number;
}

/** The whole service, deployed and at rest. */
export const deploy = (stage: Stage) => {
  let follow: (item: Parameters<Stream['append']>[0]) => void = () => undefined;
  const here: Site = site(stage, (item) => follow(item));
  const unexpected = (error: unknown): void => {
    if (isUnexplained(error)) here.unexpected.push(error);
  };
  const { charts, feed, destruction } = here.queues;
  const rules = [
    { queue: charts, category: 'chart' },
    { queue: feed },
    { queue: destruction, category: 'subject' },
  ] as const;
  const told: Bus = bus(stage, rules);
  const deployment: Deployment = { site: here, bus: told, unexpected };
  const deployed = <H>(name: string, { size, seconds }: Size, build: (at: Deployment, own: Container) => H) =>
    pool<H>(stage, {
      name,
      size,
      timeoutMs: seconds * SECOND,
      failed: unexpected,
      build: (own) => build(deployment, own),
    });
  const changes = stream(stage, deployed('publisher', { size: 2, seconds: 30 }, publisher));
  follow = changes.append;
  for (const name of QUEUES) {
    const consumer = deployed(`on-${name}`, { size: 2, seconds: 10 }, CONSUMERS[name]);
    mapped(stage, here.queues[name], { calls: 2, pool: consumer });
  }
  return {
    site: here,
    changes,
    bus: told,
    commands: deployed('commands', { size: 3, seconds: 10 }, chartCommands),
    subjects: deployed('subjects', { size: 1, seconds: 10 }, subjectCommands),
    rebuilder: deployed('rebuilder', { size: 2, seconds: 60 }, rebuilder),
    sweeper: deployed('sweeper', { size: 1, seconds: 120 }, sweeper),
    rotator: deployed('rotator', { size: 1, seconds: 120 }, rotator),
  };
};
export type Service = ReturnType<typeof deploy>;
