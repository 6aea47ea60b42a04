import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as chart from '../../domain/chart.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { CommitItem } from '../../store/commit-item.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { inParallel } from '../../store/in-parallel.ts';
import { batches, because, freshStream } from '../store/samples.ts';
import type { World } from './world.ts';

/** Events of a chart, one a commit: what a crew writes in one call. */
export const EVENTS_A_CHART = 20;

/** A BatchWriteItem takes so many items. */
const BATCH = 25;
const WIDTH = 8;

/** Takes what is put and has nothing, so that the real store makes the items and they are written together. */
const collecting = (items: CommitItem[]): CommitTable => ({
  async put(item) {
    items.push(item);
    return 'put';
  },
  page: async () => ({ items: [] }),
  newest: async () => ({ items: [] }),
});

const itemsOf = async ({ ring }: World): Promise<readonly CommitItem[]> => {
  const items: CommitItem[] = [];
  const store = eventStore(collecting(items), ring);
  const name = freshStream();
  for (const events of batches('usual', EVENTS_A_CHART, 1)) {
    const done = await store.append(await store.head(name, chart, 'warm'), events, because());
    if (isRefusal(done)) throw new Error(`The store refused a commit of the measurement: ${done.message}`);
  }
  return items;
};

const write = async ({ client }: World, items: readonly CommitItem[]): Promise<void> => {
  let left = items.map((item) => ({ PutRequest: { Item: marshall(item) } }));
  while (left.length > 0) {
    const batch = left.slice(0, BATCH);
    const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { events: batch } }));
    if (answer.UnprocessedItems?.['events']) throw new Error('DynamoDB Local left items of a batch out.');
    left = left.slice(BATCH);
  }
};

/** Writes so many events to charts of their own; `told` hears how many there are so far. */
export const seed = async (world: World, events: number, told: (sofar: number) => void): Promise<void> => {
  let written = 0;
  const charts = Array.from({ length: events / EVENTS_A_CHART });
  await inParallel(charts, WIDTH, async () => {
    await write(world, await itemsOf(world));
    written += EVENTS_A_CHART;
    told(written);
  });
};
