import type { SQSRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { BusMessage } from '../../../functions/events/consume.ts';
import { consumeTogether } from '../../../functions/events/consume-together.ts';
import { feedBatch } from '../../../functions/events/feed-batch.ts';
import { tellAgain } from '../../../functions/events/tell-again.ts';
import type { BusEntry } from '../../../schemas/commit.ts';
import type { FeedEntry, FeedGrown } from '../../../schemas/feed.ts';
import { feed } from '../../../store/feed/feed.ts';
import { memoryFeedTable } from '../../../store/feed/memory-feed-table.ts';
import { type Sequencer, sequencer } from '../../../store/feed/sequencer.ts';
import { OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { historyOf, placeOf, told } from '../../store/feed/sample-feed.ts';
import { memoryDeadLetters } from './memory-ports.ts';
import { queueRecord } from './queue-record.ts';

const record = (id: string, detail: BusEntry, receives = 1): SQSRecord =>
  queueRecord(id, JSON.stringify({ detail }), receives);

/** The feed's consumer over memory; `away` names a tenant whose feed cannot be written. */
const world = ({ away = '', pushesAway = false, stored = [] as readonly BusEntry[] } = {}) => {
  const table = memoryFeedTable();
  const later: (readonly [place: string, seconds: number])[] = [];
  const untold = tellAgain({
    tell: async (entry, seconds) => {
      later.push([placeOf(entry), seconds]);
    },
  });
  const real = sequencer({ table, history: historyOf(stored), untold });
  const faulty: Sequencer = {
    add: (tenantId, entries) =>
      tenantId === away ? Promise.reject(new Error('throttled')) : real.add(tenantId, entries),
  };
  const pushed: FeedEntry[] = [];
  const { deadLetters, letters } = memoryDeadLetters();
  const pushes = {
    async send(entries: readonly FeedEntry[]) {
      if (pushesAway) throw new Error('queue away');
      pushed.push(...entries);
    },
  };
  const grown: string[] = [];
  const archive = {
    async tell({ tenant_id }: FeedGrown) {
      grown.push(tenant_id);
    },
  };
  const handle = feedBatch({ sequencer: faulty, pushes, archive });
  const receive = async (...Records: SQSRecord[]) => {
    const surroundings = { message: BusMessage, deadLetters, maxReceives: 5, failed: () => undefined };
    const { batchItemFailures } = await consumeTogether(surroundings, handle, { Records });
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  const fed = async (tenantId: string) => (await feed(table).read(tenantId, -1, 100)).map(placeOf);
  const places = () => pushed.map((entry) => [entry.seq, placeOf(entry)]);
  return { receive, fed, places, letters, later, grown };
};

describe("the feed's consumer", () => {
  test('feeds a batch tenant by tenant, and hands on its charts and their exports with their places', async () => {
    const { receive, fed, places, grown } = world();
    const user = { ...told(TENANT, 3, 1), category: 'user' as const };
    const left = await receive(
      record('m1', told(TENANT, 1, 1)),
      record('m2', told(OTHER_TENANT, 2, 1)),
      record('m3', user),
      record('m4', told(TENANT, 1, 2)),
      record('m5', { ...told(OTHER_TENANT, 4, 1), category: 'export' as const }),
    );
    expect(left).toStrictEqual([]);
    expect(grown).toStrictEqual([TENANT, OTHER_TENANT]);
    expect(await fed(TENANT)).toStrictEqual(['chart 1 v1', 'chart 1 v2', 'chart 3 v1']);
    expect(await fed(OTHER_TENANT)).toStrictEqual(['chart 2 v1', 'chart 4 v1']);
    expect(places()).toStrictEqual([
      [0, 'chart 1 v1'],
      [1, 'chart 1 v2'],
      [0, 'chart 2 v1'],
      [1, 'chart 4 v1'],
    ]);
  });

  test('hands on again what is told again, with the place it had', async () => {
    const { receive, fed, places, grown } = world();
    for (const id of ['m1', 'm2']) await receive(record(id, told(TENANT, 1, 1)));
    expect(places()).toStrictEqual([
      [0, 'chart 1 v1'],
      [0, 'chart 1 v1'],
    ]);
    expect(await fed(TENANT)).toStrictEqual(['chart 1 v1']);
    expect(grown).toStrictEqual([TENANT, TENANT]);
  });

  test("lets one tenant's fault fail no other's messages", async () => {
    const { receive, fed } = world({ away: OTHER_TENANT });
    const left = await receive(record('m1', told(TENANT, 1, 1)), record('m2', told(OTHER_TENANT, 2, 1)));
    expect(left).toStrictEqual(['m2']);
    expect(await fed(TENANT)).toStrictEqual(['chart 1 v1']);
  });

  test('gives up at the last receive what the store does not have, and what cannot be read at once', async () => {
    const { receive, letters } = world();
    expect(await receive(record('m1', told(TENANT, 1, 3), 5), queueRecord('m2', 'no JSON'))).toStrictEqual(
      [],
    );
    expect(letters.map(({ reason }) => reason)).toStrictEqual([
      expect.stringMatching(/^CorruptCommit: .* version 1 cannot be read: the feed needs it/),
      'Unreadable',
    ]);
  });

  test('that breaks off before it has handed on is told also of what the bus had lost', async () => {
    const account = { ...told(TENANT, 2, 1), category: 'user' as const };
    const [first, second] = [told(TENANT, 1, 1), told(TENANT, 1, 2)];
    const second_account = { ...told(TENANT, 2, 2), category: 'user' as const };
    const { receive, fed, later } = world({
      pushesAway: true,
      stored: [first, second, account, second_account],
    });
    expect(await receive(record('m1', second), record('m2', second_account))).toStrictEqual(['m1', 'm2']);
    expect(await fed(TENANT)).toHaveLength(4);
    expect(later).toStrictEqual([['chart 1 v1', 30]]);
  });

  test('asks for everything again whose pushes could not be handed on', async () => {
    const { receive, fed } = world({ pushesAway: true });
    expect(await receive(record('m1', told(TENANT, 1, 1)))).toStrictEqual(['m1']);
    expect(await fed(TENANT)).toStrictEqual(['chart 1 v1']);
  });
});
