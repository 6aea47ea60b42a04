import * as chart from '../../domain/chart.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import type { Chart } from '../../schemas/chart/state.ts';
import { isRefusal } from '../../schemas/error.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { type EventStore, eventStore } from '../../store/event-store.ts';
import type { Head } from '../../store/head.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import type { Contender, Stream } from './contender.ts';
import type { MeteredTable } from './metered-table.ts';
import { because, freshStream } from './samples.ts';
import { sealingOf } from './sealing.ts';

const append = async (store: EventStore, head: Head<'chart', Chart>, events: readonly ChartEvent[]) => {
  const commit = await store.append(head, events, because());
  if (!isRefusal(commit)) return true;
  if (commit.code === 'VERSION_CONFLICT') return false;
  throw new Error(`The store refused an append of the measurement: ${commit.message}`);
};

type Open = () => EventStore;

const streamOf = (store: EventStore, open: Open): Stream => {
  const name = freshStream();
  return {
    async ready() {
      const head = await store.head(name, chart);
      return (events) => append(store, head, events);
    },
    async write(events) {
      const own = open();
      let head = await own.head(name, chart);
      while (!(await append(own, head, events))) head = await own.newer(head);
    },
    load: async () => (await store.load(name)).commits.flatMap(({ events }) => events).length,
    state: async () => (await store.head(name, chart)).version,
    async grow(batches) {
      for (const events of batches) await append(store, await store.head(name, chart, 'warm'), events);
    },
  };
};

/** The event store of this repository, over DynamoDB, its keys in memory. */
export const ours = ({ client, table, exchanges }: MeteredTable): Contender => {
  const ring = memoryKeyRing();
  const open: Open = () => eventStore(dynamoCommitTable(client, table), ring);
  const store = open();
  return { fresh: () => streamOf(store, open), exchanges, sealing: (all) => sealingOf(ring, all) };
};
