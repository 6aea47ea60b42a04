import { describe, expect, test } from 'vitest';
import { feedBatch } from '../../../functions/events/feed-batch.ts';
import type { BusEntry } from '../../../schemas/commit.ts';
import { isRefusal } from '../../../schemas/error.ts';
import { busEntryOf } from '../../../store/bus-entry.ts';
import type { CorruptCommit } from '../../../store/corrupt-commit.ts';
import { eventStore } from '../../../store/event-store.ts';
import { feed } from '../../../store/feed/feed.ts';
import { history } from '../../../store/feed/history.ts';
import { memoryFeedTable } from '../../../store/feed/memory-feed-table.ts';
import { sequencer } from '../../../store/feed/sequencer.ts';
import { sweep } from '../../../store/feed/sweep.ts';
import { memoryKeyRing } from '../../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { memoryKeyScan } from '../../../store/memory-key-scan.ts';
import { headOf } from '../../memory-store.ts';
import { INCIDENT_ID, idOf, OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { because, streamOf } from '../../sample-commits.ts';
import { placeOf, unheard } from './sample-feed.ts';

/** An agency's store and feed, with a bus that reaches the feed; `commit` is what a publisher would be told of. */
const world = () => {
  const { table, keys } = memoryKeyScan(memoryCommitTable(), { pageSize: 2 });
  const store = eventStore(table, memoryKeyRing());
  const feedTable = memoryFeedTable();
  const past = history(table);
  const pushes = { send: async () => undefined };
  const deliver = feedBatch({
    sequencer: sequencer({ table: feedTable, history: past, untold: unheard }),
    pushes,
    archive: { tell: async () => undefined },
  });
  const told: BusEntry[] = [];
  const broken: CorruptCommit[] = [];
  const commit = async (tenantId: string, n: number): Promise<BusEntry> => {
    const head = await headOf(store, streamOf(tenantId, idOf(n)));
    const event = { type: 'chart.opened', data: { incident_number: '1', incident_id: INCIDENT_ID } } as const;
    const done = await store.append(head, [event], because(head.version));
    if (isRefusal(done)) throw new Error(done.message);
    return busEntryOf(done);
  };
  const swept = (segments: number, more: { tenantId?: string } = {}) =>
    sweep(
      {
        ...{ keys, table: feedTable, history: past, ...more },
        async tell(entries) {
          told.push(...entries);
          await deliver(entries);
        },
        broken: (error) => broken.push(error),
      },
      segments,
    );
  const fed = async (tenantId: string) => (await feed(feedTable).read(tenantId, -1, 1000)).map(placeOf);
  return { commit, deliver, swept, told, broken, fed, table };
};

describe('a sweep', () => {
  test.each([1, 4])(
    'of a store whose publisher was dead past the retention: nothing is missing (%i parts)',
    async (of) => {
      const { commit, swept, told, fed } = world();
      const made: string[] = [];
      for (const n of [1, 2, 3, 4, 1, 1, 1, 3, 2, 1]) made.push(placeOf(await commit(TENANT, n)));
      made.push(placeOf(await commit(OTHER_TENANT, 5)));
      expect(await swept(of)).toStrictEqual({ commits: 11, streams: 5, behind: 5, told: 11 });
      expect([...(await fed(TENANT)), ...(await fed(OTHER_TENANT))].toSorted()).toStrictEqual(
        made.toSorted(),
      );
      expect(told).toHaveLength(11);
      expect(await swept(of)).toStrictEqual({ commits: 11, streams: 5, behind: 0, told: 0 });
    },
  );

  test('tells what is missing and nothing else', async () => {
    const { commit, deliver, swept, told, fed } = world();
    await deliver([await commit(TENANT, 1), await commit(TENANT, 2)]);
    const lost = await commit(TENANT, 1);
    expect(await swept(2)).toStrictEqual({ commits: 3, streams: 2, behind: 1, told: 1 });
    expect(told).toStrictEqual([lost]);
    expect(await fed(TENANT)).toStrictEqual(['chart 1 v1', 'chart 2 v1', 'chart 1 v2']);
  });

  test('of one agency leaves the others alone', async () => {
    const { commit, swept, fed } = world();
    for (const tenant of [TENANT, OTHER_TENANT]) await commit(tenant, 1);
    expect((await swept(3, { tenantId: OTHER_TENANT })).told).toBe(1);
    expect(await fed(TENANT)).toStrictEqual([]);
    expect(await fed(OTHER_TENANT)).toStrictEqual(['chart 1 v1']);
  });

  test('goes on past a stream that cannot be read, and names it', async () => {
    const { commit, swept, broken, fed, table } = world();
    const item = { pk: `${TENANT}#chart#${idOf(1)}`, sk: 1, last: 1, time: '', actor: '', role: '' };
    await table.put({
      ...item,
      command_id: '',
      correlation_id: '',
      causation_id: '',
      events: '[',
      prev: '',
      hash: '',
    });
    await commit(TENANT, 2);
    expect((await swept(1)).told).toBe(1);
    expect(await fed(TENANT)).toStrictEqual(['chart 2 v1']);
    expect(broken.map(({ stream, version }) => ({ stream, version }))).toStrictEqual([
      { stream: item.pk, version: 1 },
    ]);
  });
});
