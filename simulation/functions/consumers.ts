import { BusMessage, consume, type Handle } from '../../functions/events/consume.ts';
import { consumeTogether } from '../../functions/events/consume-together.ts';
import { feedBatch } from '../../functions/events/feed-batch.ts';
import { tellAgain } from '../../functions/events/tell-again.ts';
import { pushCommit } from '../../functions/realtime/push-commit.ts';
import { pushPage } from '../../functions/realtime/push-page.ts';
import { finishDestruction } from '../../functions/subjects/finish-destruction.ts';
import { project } from '../../projections/charts.ts';
import { FeedPage } from '../../schemas/feed.ts';
import { eventStore } from '../../store/event-store.ts';
import { history } from '../../store/feed/history.ts';
import { sequencer } from '../../store/feed/sequencer.ts';
import { noKeys } from '../../store/keys/no-keys.ts';
import { shredder } from '../../store/keys/shredder.ts';
import { connections } from '../../store/realtime/connections.ts';
import { catchUpCopies } from '../../store/views/catch-up-copies.ts';
import { knownGenerations } from '../../store/views/known-generations.ts';
import type { Consuming } from '../aws/mapping.ts';
import { copiesIn } from '../aws/row-items.ts';
import type { QueueName } from '../world/site.ts';
import type { Container } from './container.ts';
import type { Deployment } from './deployment.ts';
import { commitsOf, laterOf, pushesOf, ringOf, socketsOf, surroundingsOf } from './ports.ts';
import { stepped } from './stepped.ts';

/** Fewer than the real number, so that short feeds write marks too. */
const ENTRIES_UNMARKED = 4;

type Build = (deployment: Deployment, container: Container) => Consuming;

const around = ({ site, unexpected }: Deployment, container: Container, name: QueueName) =>
  surroundingsOf({ history: site.history, unexpected }, container, site.queues[name]);

const told =
  (name: QueueName, handler: (deployment: Deployment, container: Container) => Handle): Build =>
  (deployment, container) => {
    const consumer = {
      ...around(deployment, container, name),
      message: BusMessage,
      handle: handler(deployment, container),
    };
    return (event) => consume(consumer, event);
  };

/** Brings rows up to date; what it remembers of keys and of generations lives as long as its container. */
const projector = told('charts', ({ site }, container) => {
  const ring = ringOf(site, container);
  const view = {
    store: eventStore(commitsOf(site, container), ring, site.scheduler.now),
    copies: copiesIn(stepped(container, 'views', site.rows), ring),
    known: knownGenerations(stepped(container, 'generations', site.generations), site.scheduler.now),
    project,
  };
  return ({ tenant_id, id, version }) => catchUpCopies(view, { tenant_id, category: 'chart', id }, version);
});

const feeder: Build = (deployment, container) => {
  const { site } = deployment;
  const handle = feedBatch({
    sequencer: sequencer({
      table: stepped(container, 'feed', site.feed),
      history: history(commitsOf(site, container)),
      untold: tellAgain(laterOf(site.queues.feed, container)),
      entriesUnmarked: ENTRIES_UNMARKED,
    }),
    pushes: pushesOf(site.queues.pushes, container),
    archive: stepped(container, 'archive', { tell: async () => undefined }),
  });
  const surroundings = { ...around(deployment, container, 'feed'), message: BusMessage };
  return (event) => consumeTogether(surroundings, handle, event);
};

const pusher: Build = (deployment, container) => {
  const { site } = deployment;
  const push = pushCommit({
    commits: commitsOf(site, container),
    connections: connections(stepped(container, 'connections', site.connections)),
    sockets: socketsOf(site, container),
  });
  const consumer = {
    ...around(deployment, container, 'pushes'),
    message: FeedPage,
    handle: pushPage(push),
  };
  return (event) => consume(consumer, event);
};

const finisher = told('destruction', ({ site }, container) =>
  finishDestruction({
    store: eventStore(commitsOf(site, container), noKeys, site.scheduler.now),
    shredder: shredder(stepped(container, 'keys', site.keys)),
    files: [stepped(container, 'files', site.files)],
    later: laterOf(site.queues.destruction, container),
    removed: () => undefined,
    now: site.scheduler.now,
  }),
);

/** The function that consumes each queue. */
export const CONSUMERS: Readonly<Record<QueueName, Build>> = {
  charts: projector,
  feed: feeder,
  pushes: pusher,
  destruction: finisher,
};
