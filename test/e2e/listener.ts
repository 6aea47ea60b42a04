import { setTimeout as sleep } from 'node:timers/promises';
import type { Person } from './agency.ts';

type Message = Readonly<Record<string, unknown>>;

/** A WebSocket client that keeps all it is told. */
export interface Listener {
  readonly told: readonly Message[];
  say(message: unknown): void;
  /** The first message that fits, told before or yet to come within ten seconds. */
  hears(fits: (message: Message) => boolean): Promise<Message>;
  close(): Promise<void>;
}

const opened = (socket: WebSocket) =>
  new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('The WebSocket did not open.')));
  });

const ended = (socket: WebSocket) =>
  new Promise<void>((resolve) => {
    socket.addEventListener('close', () => resolve());
    socket.close();
  });

/** Opens the WebSocket at a ticket's URL; rejects when it is refused. */
export const openSocket = async (url: string): Promise<Listener> => {
  const socket = new WebSocket(url);
  const told: Message[] = [];
  socket.addEventListener('message', ({ data }) => told.push(JSON.parse(String(data))));
  await opened(socket);
  return {
    told,
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async hears(fits) {
      for (let waited = 0; waited < 10_000; waited += 50) {
        const found = told.find(fits);
        if (found) return found;
        await sleep(50);
      }
      throw new Error(
        `Nothing that fits was told; told were: ${told.map((each) => each['type']).join(', ')}`,
      );
    },
    close: () => ended(socket),
  };
};

/** A ticket's URL for a person. */
export const ticketUrl = async (person: Person): Promise<string> => {
  const { status, body } = await person.ask('POST', '/v1/realtime/tickets');
  if (status !== 201) throw new Error(`The ticket was answered with ${status}.`);
  return String(body['url']);
};

/** A person at the WebSocket, subscribed to an incident's channel. */
export const subscribed = async (person: Person, channel: string): Promise<Listener> => {
  const listener = await openSocket(await ticketUrl(person));
  listener.say({ action: 'subscribe', channel });
  await listener.hears(({ type, channel: at }) => type === 'subscribed' && at === channel);
  return listener;
};
