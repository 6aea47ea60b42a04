import type { SQSRecord } from 'aws-lambda';
import type { DeadLetter } from '../../functions/events/dead-letters.ts';
import type { Stage } from '../functions/container.ts';
import { recordOf } from './queue-record.ts';

/** A message in a queue. */
interface Message {
  readonly id: string;
  readonly body: string;
  receives: number;
  hiddenUntil: number;
}

/** A queue as SQS has them: at least once, in any order, with its dead letters. */
export interface Queue {
  readonly name: string;
  readonly maxReceives: number;
  readonly letters: DeadLetter[];
  send(body: string, delayMs?: number): void;
  /** Some of the messages that are visible, and hides them for a while. */
  receive(most: number): readonly SQSRecord[];
  remove(id: string): void;
  /** Is called whenever a message may have become visible. */
  listen(heard: () => void): void;
  /** Sends all dead letters again; answers how many. */
  redrive(): number;
}

const MAX_RECEIVES = 5;
const HIDDEN_MS = 60_000;

/** An empty queue. */
export const queue = ({ random, scheduler, faults, history }: Stage, name: string): Queue => {
  const messages = new Map<string, Message>();
  const letters: DeadLetter[] = [];
  let sent = 0;
  let heard: () => void = () => undefined;

  const isVisible = ({ hiddenUntil }: Message): boolean => hiddenUntil <= scheduler.now();
  const giveUp = (message: Message): void => {
    messages.delete(message.id);
    history.note(name, `${message.id} was received too often`);
    letters.push({ body: message.body, reason: 'received too often', source: name });
  };
  const take = (message: Message): Message => {
    message.receives += 1;
    message.hiddenUntil = scheduler.now() + HIDDEN_MS;
    scheduler.after(HIDDEN_MS, heard);
    return message;
  };
  const send: Queue['send'] = (body, delayMs = 0) => {
    sent += 1;
    const id = `m${sent}`;
    messages.set(id, { id, body, receives: 0, hiddenUntil: scheduler.now() + delayMs });
    scheduler.after(delayMs, heard);
  };
  return {
    name,
    maxReceives: MAX_RECEIVES,
    letters,
    send,
    receive(most) {
      const visible = [...messages.values()].filter(isVisible);
      for (const worn of visible.filter(({ receives }) => receives >= MAX_RECEIVES)) giveUp(worn);
      const able = visible.filter(({ receives }) => receives < MAX_RECEIVES);
      const taken: SQSRecord[] = [];
      while (taken.length < most && able.length > 0) {
        const [message] = able.splice(random.below(able.length), 1);
        if (message) taken.push(recordOf(name, take(message)));
      }
      return taken;
    },
    remove(id) {
      if (random.chance(faults.rates.twice)) history.note(name, `${id} will come once more`);
      else messages.delete(id);
    },
    listen(then) {
      heard = then;
    },
    redrive() {
      const all = letters.splice(0);
      for (const { body } of all) send(body);
      return all.length;
    },
  };
};
