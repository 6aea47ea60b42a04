import * as z from 'zod';
import { DemoFault } from './fault.ts';

const Message = z.union([
  z.object({ type: z.literal('subscribed'), channel: z.string() }),
  z.object({ type: z.literal('error'), error: z.object({ code: z.string(), message: z.string() }) }),
  z.object({
    type: z.enum(['incident.updated', 'incident.status_changed']),
    channel: z.string(),
    chart_id: z.string(),
    version: z.number(),
    events: z.array(z.string()),
    status: z.string().optional(),
  }),
  // Of exports the demonstration shows nothing.
  z.object({ type: z.literal('nemsis.export_status_changed'), channel: z.string() }),
]);
type Message = z.infer<typeof Message>;

/** What subscribers of an incident are told of a change: identities and names, nothing of the patient. */
export type Push = Extract<Message, { chart_id: string }>;

const WAIT_MS = 20_000;

const isPush = (message: Message): message is Push => 'chart_id' in message;

const silence = (what: string) =>
  new DemoFault({
    problem: `No ${what} came over the WebSocket within ${WAIT_MS / 1000} s.`,
    advice: 'See whether a queue has dead letters: npm run ems -- queue list',
  });

const unknownMessage = (text: string) =>
  new DemoFault({
    problem: `The WebSocket said something that is not documented, of ${text.length} characters.`,
    advice: 'Compare what the functions of the WebSocket send with the documented messages.',
  });

const refusal = ({ code, message }: { code: string; message: string }) =>
  new DemoFault({
    problem: `The WebSocket refused: ${code}: ${message}`,
    advice: "Look at the log of the WebSocket's messages.",
  });

const refusedSocket = (url: string) =>
  new DemoFault({
    problem: `The WebSocket ${url.replace(/\?.*/, '')} did not open with a fresh ticket.`,
    advice: "Look at the log of the WebSocket's authorizer and of its $connect.",
  });

interface Waiter {
  matches(message: Message): boolean;
  resolve(message: Message): void;
  reject(fault: DemoFault): void;
}

const parsed = (text: string): Message | undefined => {
  try {
    return Message.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

const connected = (url: string): Promise<WebSocket> => {
  const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
  const socket = new WebSocket(url);
  socket.addEventListener('open', () => resolve(socket), { once: true });
  socket.addEventListener('error', () => reject(refusedSocket(url)), { once: true });
  return promise;
};

/** A WebSocket that listens to one channel, and tells `onPush` of each push as it comes. */
export class LiveChannel {
  readonly #socket: WebSocket;
  readonly #onPush: (push: Push) => void;
  readonly #received: Message[] = [];
  readonly #waiting = new Set<Waiter>();
  #fault: DemoFault | undefined;

  private constructor(socket: WebSocket, onPush: (push: Push) => void) {
    this.#socket = socket;
    this.#onPush = onPush;
    socket.addEventListener('message', ({ data }) => this.#receive(String(data)));
  }

  /** Connects with a ticket's URL and subscribes; DemoFault when the ticket or the channel is refused. */
  static async open(url: string, channel: string, onPush: (push: Push) => void): Promise<LiveChannel> {
    const live = new LiveChannel(await connected(url), onPush);
    try {
      await live.#subscribe(channel);
      return live;
    } catch (error) {
      live.close();
      throw error;
    }
  }

  /** The first push that matches, whether it has come already or comes within 20 seconds. */
  async push(matches: (push: Push) => boolean, what: string): Promise<Push> {
    const message = await this.#next((each) => isPush(each) && matches(each), what);
    if (!isPush(message)) throw silence(what);
    return message;
  }

  close(): void {
    this.#socket.close();
  }

  async #subscribe(channel: string): Promise<void> {
    this.#socket.send(JSON.stringify({ action: 'subscribe', channel }));
    await this.#next((message) => message.type === 'subscribed', `confirmation of the channel ${channel}`);
  }

  #receive(text: string): void {
    const message = parsed(text);
    if (!message) this.#fail(unknownMessage(text));
    else if (message.type === 'error') this.#fail(refusal(message.error));
    else this.#deliver(message);
  }

  #deliver(message: Message): void {
    this.#received.push(message);
    if (isPush(message)) this.#onPush(message);
    for (const waiter of this.#waiting) if (waiter.matches(message)) waiter.resolve(message);
  }

  /** Whoever waits, and whoever will, learns of it: after a fault nothing of this channel can be relied on. */
  #fail(fault: DemoFault): void {
    this.#fault = fault;
    for (const waiter of this.#waiting) waiter.reject(fault);
  }

  async #next(matches: Waiter['matches'], what: string): Promise<Message> {
    if (this.#fault) throw this.#fault;
    const here = this.#received.find(matches);
    if (here) return here;
    const { promise, resolve, reject } = Promise.withResolvers<Message>();
    const waiter = { matches, resolve, reject };
    const timer = setTimeout(() => reject(silence(what)), WAIT_MS);
    this.#waiting.add(waiter);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#waiting.delete(waiter);
    });
  }
}
