import type { Person } from './agency.ts';
import { type Listener, subscribed } from './listener.ts';

/** A client of the feed as the documentation describes one: pushes tell it early, reading makes it complete. */
export const feedClient = (person: Person, channel: string) => {
  const applied: number[] = [];
  const pushed: number[] = [];
  let cursor = -1;
  let socket: Listener | undefined;
  const apply = (seq: number) => {
    if (!applied.includes(seq)) applied.push(seq);
  };
  const takePushes = () => {
    const told = (socket?.told ?? []).flatMap(({ seq }) => (typeof seq === 'number' ? [seq] : []));
    pushed.push(...told);
    for (const seq of told) apply(seq);
  };
  const readOn = async (): Promise<void> => {
    const { status, body } = await person.ask('GET', `/v1/events?after=${cursor}&limit=7`);
    if (status !== 200) throw new Error(`The feed answered ${status}.`);
    const items = body['items'] as { seq: number }[];
    for (const { seq } of items) apply(seq);
    cursor = Number(body['next_after']);
    if (items.length > 0) await readOn();
  };
  return {
    applied,
    pushed,
    /** Subscribes first and reads then: what is committed in between comes both ways, and is applied once. */
    async connect() {
      socket = await subscribed(person, channel);
      await readOn();
    },
    /** Goes, with what was pushed so far; what is pushed from now on never arrives. */
    async disconnect() {
      takePushes();
      await socket?.close();
      socket = undefined;
    },
    /** Until something of the storm was pushed over the connection that is open now. */
    hears: () => socket?.hears(({ seq }) => seq !== undefined),
    readOn,
  };
};
