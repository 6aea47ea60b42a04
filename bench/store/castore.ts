import { randomUUID } from 'node:crypto';
import { EventStore, EventType, isEventAlreadyExistsError } from '@castore/core';
import { DynamoDBSingleTableEventStorageAdapter } from '@castore/event-storage-adapter-dynamodb';
import * as chart from '../../domain/chart.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import type { Chart } from '../../schemas/chart/state.ts';
import type { Contender, Stream } from './contender.ts';
import type { MeteredTable } from './metered-table.ts';
import type { SampleEvent } from './samples.ts';

type DataOf<T extends ChartEvent['type']> = Extract<ChartEvent, { type: T }>['data'];

const OPENED = new EventType<'chart.opened', DataOf<'chart.opened'>>({ type: 'chart.opened' });
const VITALS = new EventType<'chart.vitals_recorded', DataOf<'chart.vitals_recorded'>>({
  type: 'chart.vitals_recorded',
});

interface ChartAggregate {
  readonly aggregateId: string;
  readonly version: number;
  readonly chart: Chart;
}

const storeOf = ({ client, table }: MeteredTable) =>
  new EventStore({
    eventStoreId: 'chart',
    eventTypes: [OPENED, VITALS],
    eventStorageAdapter: new DynamoDBSingleTableEventStorageAdapter({
      tableName: table,
      dynamoDBClient: client,
    }),
    reducer: (before: ChartAggregate | undefined, event): ChartAggregate => ({
      aggregateId: event.aggregateId,
      version: event.version,
      chart: chart.evolve(before?.chart ?? chart.initial, eventOf(event)),
    }),
  });
type CastoreStore = ReturnType<typeof storeOf>;
type Detail = NonNullable<CastoreStore['_types']>['details'];

const eventOf = (detail: Detail): ChartEvent =>
  detail.type === 'chart.opened'
    ? { type: detail.type, data: detail.payload }
    : { type: detail.type, data: detail.payload };

const detailOf = (place: Pick<Detail, 'aggregateId' | 'version'>, event: SampleEvent) =>
  event.type === 'chart.opened'
    ? { ...place, type: event.type, payload: event.data }
    : { ...place, type: event.type, payload: event.data };

/** One event is a Put; several are a transaction. */
const push = async (store: CastoreStore, details: readonly ReturnType<typeof detailOf>[]): Promise<void> => {
  const [first, ...rest] = details;
  if (!first) throw new Error('Nothing to append.');
  if (rest.length === 0) await store.pushEvent(first);
  else
    await EventStore.pushEventGroup(
      {},
      store.groupEvent(first),
      ...rest.map((each) => store.groupEvent(each)),
    );
};

const append = async (
  store: CastoreStore,
  { aggregateId, version }: Pick<Detail, 'aggregateId' | 'version'>,
  events: readonly SampleEvent[],
): Promise<boolean> => {
  const details = events.map((event, at) => detailOf({ aggregateId, version: version + at + 1 }, event));
  try {
    await push(store, details);
    return true;
  } catch (error) {
    if (error instanceof Error && isEventAlreadyExistsError(error)) return false;
    throw error;
  }
};

const streamOf = (store: CastoreStore): Stream => {
  const aggregateId = randomUUID();
  const state = async () => (await store.getAggregate(aggregateId)).aggregate?.version ?? 0;
  const ready = async () => {
    const version = await state();
    return (events: readonly SampleEvent[]) => append(store, { aggregateId, version }, events);
  };
  return {
    state,
    ready,
    async write(events) {
      while (!(await (await ready())(events)));
    },
    load: async () => (await store.getEvents(aggregateId)).events.length,
    async grow(batches) {
      let version = 0;
      for (const events of batches) {
        await append(store, { aggregateId, version }, events);
        version += events.length;
      }
    },
  };
};

/** Castore's event store over its adapter for DynamoDB, with the same reducer; nothing in it is sealed. */
export const castore = (metered: MeteredTable): Contender => {
  const store = storeOf(metered);
  return {
    fresh: () => streamOf(store),
    exchanges: metered.exchanges,
    sealing: async () => 0,
  };
};
