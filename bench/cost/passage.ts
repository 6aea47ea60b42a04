import * as z from 'zod';
import type { Call } from './call.ts';
import { NOTHING_USED, usedTogether } from './dollars.ts';
import { MAPPINGS } from './mappings.ts';
import { busMessage, queueEvents, streamEvents } from './messages.ts';
import type { Usage } from './prices.ts';
import type { OpenedChart, System } from './system.ts';
import { usageOf } from './usage.ts';
import type { WarmFunction, Work } from './warm-function.ts';

/** The parts of a command's way. */
export type PartName = 'append' | 'bus' | 'view' | 'feed' | 'push' | 'archive';

/** What a part used, and how many requests its function made to AWS. */
export interface PartUse {
  readonly usage: Usage;
  readonly requests: number;
}

/** What commands that were sent at once came to: the charts after them, what the archive was told, and what each part used. */
export interface Passed {
  readonly charts: readonly OpenedChart[];
  readonly grown: readonly string[];
  readonly used: Readonly<Record<Exclude<PartName, 'archive'>, PartUse>>;
}

/** SQS hands out and deletes so many messages a request, however large the batch that is made of them. */
const MOST_RECEIVED = 10;
/** A line of the API's access log with its fields filled (lib/constructs/http-edge.ts). */
const ACCESS_LOG_BYTES = 420;
/** X-Ray records a twentieth of the requests by default, and one a second besides. */
const TRACED = 0.05;

const partUse = (work: Work, more: Partial<Usage>): PartUse => ({
  usage: usedTogether(usageOf(work), { ...NOTHING_USED, ...more }),
  requests: work.calls.length,
});

const Entries = z.object({ Entries: z.array(z.object({ DetailType: z.string(), Detail: z.string() })) });
const Sent = z.object({ MessageBody: z.string(), QueueUrl: z.string() });

const itemsOf = (calls: readonly Call[]) =>
  calls.flatMap(({ put }) => put).flatMap(({ table, item }) => (table === 'events' ? [item] : []));

const told = (calls: readonly Call[]): string[] =>
  calls
    .filter(({ service }) => service === 'events')
    .flatMap(({ input }) => Entries.parse(input).Entries)
    .map(({ DetailType, Detail }) => busMessage(DetailType, Detail));

/** What a function sent to a queue of this name. */
const sentTo = (queue: string, calls: readonly Call[]): string[] =>
  calls
    .filter(({ service }) => service === 'sqs')
    .map(({ input }) => Sent.parse(input))
    .filter(({ QueueUrl }) => QueueUrl.endsWith(`/${queue}`))
    .map(({ MessageBody }) => MessageBody);

/** What a queue's poller asks: each batch is received and deleted, ten messages a request. */
const polled = (bodies: readonly string[]): number => 2 * Math.ceil(bodies.length / MOST_RECEIVED);

const consume = async (consumer: WarmFunction, bodies: readonly string[], batch: number): Promise<Work> => {
  for (const event of queueEvents(bodies, batch)) await consumer.invoke(event);
  return consumer.take();
};

/** The bus sends each entry to a queue in a request of its own. */
const fromBus = (bodies: readonly string[]): Partial<Usage> => ({
  queue_requests: bodies.length + polled(bodies),
});

/** Sends a command to each of the charts at once, and follows what comes of them to the last screen. */
export const passage = async (system: System, charts: readonly OpenedChart[]): Promise<Passed> => {
  const { command, publisher, view, feed, push } = system.functions;
  const next: OpenedChart[] = [];
  for (const chart of charts) next.push(await system.command(chart));
  const appended = command.take();
  for (const event of streamEvents(itemsOf(appended.calls))) await publisher.invoke(event);
  const published = publisher.take();
  const bodies = told(published.calls);
  const viewed = await consume(view, bodies, MAPPINGS.queue_batch);
  const fed = await consume(feed, bodies, MAPPINGS.queue_batch);
  const pages = sentTo('pushes', fed.calls);
  const pushed = await consume(push, pages, MAPPINGS.queue_batch);
  const count = charts.length;
  const edge = { http_requests: count, log_bytes: count * ACCESS_LOG_BYTES, traces: count * TRACED };
  return {
    charts: next,
    grown: sentTo('archive', fed.calls),
    used: {
      append: partUse(appended, edge),
      bus: partUse(published, { bus_events: bodies.length }),
      view: partUse(viewed, fromBus(bodies)),
      feed: partUse(fed, fromBus(bodies)),
      push: partUse(pushed, { queue_requests: polled(pages) }),
    },
  };
};

/** Archives what the feed told of in one window of the archive's queue. */
export const archived = async (system: System, bodies: readonly string[]): Promise<PartUse> =>
  partUse(await consume(system.functions.archive, bodies, MAPPINGS.archive_batch), {
    queue_requests: polled(bodies),
  });
