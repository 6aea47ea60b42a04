import type { Bus } from '../../functions/events/bus.ts';
import type { Consumer } from '../../functions/events/consume.ts';
import type { Later } from '../../functions/events/later.ts';
import type { Pushes } from '../../functions/events/pushes-queue.ts';
import type { Sockets } from '../../functions/realtime/sockets.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { fitting } from '../../store/feed/fit.ts';
import type { KeyRing } from '../../store/keys/key-ring.ts';
import { tableKeyRing } from '../../store/keys/table-key-ring.ts';
import type { Queue } from '../aws/queue.ts';
import type { Site } from '../world/site.ts';
import type { Container } from './container.ts';
import { stepped } from './stepped.ts';

/** Fewer versions at once than the real limit, so that what is handed on takes several messages. */
const MOST_IN_MESSAGE = 3;

/** The table of commits as a container sees it. */
export const commitsOf = ({ commits }: Site, container: Container): CommitTable =>
  stepped(container, 'events', commits);

/** The keys as a container remembers them. */
export const ringOf = ({ keys, master, scheduler }: Site, container: Container): KeyRing =>
  tableKeyRing({
    table: stepped(container, 'keys', keys),
    master: stepped(container, 'kms', master),
    now: scheduler.now,
  });

/** What every consumer of a queue has around its one function. */
export const surroundingsOf = (
  { history, unexpected }: Pick<Site, 'history'> & { unexpected(error: unknown): void },
  container: Container,
  queue: Queue,
): Omit<Consumer, 'message' | 'handle'> => ({
  deadLetters: stepped(container, `${queue.name}-dead-letters`, {
    send: async (letter) => void queue.letters.push(letter),
  }),
  maxReceives: queue.maxReceives,
  failed(record, error) {
    history.note(container.name, `could not handle ${record.messageId}`, [error]);
    unexpected(error);
  },
});

/** A consumer's way to be told again. */
export const laterOf = (queue: Queue, container: Container): Later =>
  stepped(container, queue.name, {
    tell: async (detail, seconds) => queue.send(JSON.stringify({ detail }), seconds * 1000),
  });

/** The queue of pushes, in messages as `sqsPushes` makes them, but shorter. */
export const pushesOf = (queue: Queue, container: Container): Pushes => {
  const messages = stepped(container, queue.name, {
    send: async (entries: readonly unknown[]) => queue.send(JSON.stringify({ entries })),
  });
  return {
    async send(entries) {
      let [first, ...rest] = entries;
      while (first) {
        const page = fitting([first, ...rest.slice(0, MOST_IN_MESSAGE - 1)]);
        await messages.send(page);
        [first, ...rest] = [first, ...rest].slice(page.length);
      }
    },
  };
};

/** The bus as a container sees it. */
export const busOf = (bus: Bus, container: Container): Bus => stepped(container, 'bus', bus);

/** Sockets that are always open. */
export const socketsOf = ({ pushed }: Site, container: Container): Sockets =>
  stepped(container, 'socket', {
    async send(_, message) {
      if ('chart_id' in message) {
        const place = `${message.chart_id} v${message.version}`;
        pushed.set(place, (pushed.get(place) ?? new Set()).add(message.seq));
      }
      return 'sent' as const;
    },
  });
