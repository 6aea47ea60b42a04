import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BusEntry } from '../../../schemas/commit.ts';
import type { FeedEntry } from '../../../schemas/feed.ts';
import { CorruptCommit } from '../../../store/corrupt-commit.ts';
import { feed } from '../../../store/feed/feed.ts';
import type { FeedTable } from '../../../store/feed/feed-table.ts';
import { memoryFeedTable } from '../../../store/feed/memory-feed-table.ts';
import { type Fed, FeedBusy, sequencer } from '../../../store/feed/sequencer.ts';
import { streamKey } from '../../../store/stream-key.ts';
import { idOf, TENANT } from '../../sample-chart.ts';
import { historyOf, placeOf, told, unheard } from './sample-feed.ts';

const all = (table: FeedTable) => feed(table).read(TENANT, -1, 100_000);
const placed = (entries: readonly { seq: number; id: string; first_version: number }[]) =>
  entries.map((entry) => [entry.seq, placeOf(entry)]);

describe('a sequencer', () => {
  test('numbers what it is told from 0 on, and keeps all of it but the ids of the request', async () => {
    const table = memoryFeedTable();
    const entry = told(TENANT, 1, 1, 2);
    const { command_id: _, correlation_id: __, causation_id: ___, ...kept } = entry;
    const fed = { ...kept, seq: 0, type: ['incident.updated'] };
    const answer = await sequencer({ table, history: historyOf([]), untold: unheard }).add(TENANT, [entry]);
    expect(answer).toStrictEqual({ entries: [fed], failed: new Map() });
    expect(await all(table)).toStrictEqual([fed]);
    expect(await feed(table).head(TENANT)).toBe(1);
  });

  test('puts the commits of a stream in order, and reads from the store what the bus lost', async () => {
    const table = memoryFeedTable();
    const commits = [told(TENANT, 1, 1, 2), told(TENANT, 1, 3), told(TENANT, 1, 4), told(TENANT, 1, 5)];
    const { add } = sequencer({ table, history: historyOf(commits), untold: unheard });
    const [first, second, , last] = commits as [BusEntry, BusEntry, BusEntry, BusEntry];
    expect(placed((await add(TENANT, [last, first])).entries)).toStrictEqual([
      [0, 'chart 1 v1'],
      [1, 'chart 1 v3'],
      [2, 'chart 1 v4'],
      [3, 'chart 1 v5'],
    ]);
    expect(placed((await add(TENANT, [second])).entries)).toStrictEqual([[1, 'chart 1 v3']]);
    expect(await feed(table).head(TENANT)).toBe(4);
  });

  test('has what the bus lost told, once and before it is fed', async () => {
    const table = memoryFeedTable();
    const commits = [told(TENANT, 1, 1), told(TENANT, 1, 2), told(TENANT, 1, 3)];
    const [first, second, third] = commits as [BusEntry, BusEntry, BusEntry];
    const missed: unknown[] = [];
    const untold = async (entries: readonly BusEntry[]) => {
      missed.push([entries.map(placeOf), await feed(table).head(TENANT)]);
    };
    let taken = false;
    const put: FeedTable['put'] = async (page) => {
      if (taken) return table.put(page);
      taken = true;
      return 'taken';
    };
    await sequencer({ table: { ...table, put }, history: historyOf(commits), untold }).add(TENANT, [third]);
    await sequencer({ table, history: historyOf(commits), untold }).add(TENANT, [second, first]);
    expect(missed).toStrictEqual([[['chart 1 v1', 'chart 1 v2'], 0]]);
  });

  test('finds a commit again that was fed long ago, over the pages of its own stream', async () => {
    const table = memoryFeedTable();
    const commits = [1, 2, 3, 4].flatMap((version) => [told(TENANT, 1, version), told(TENANT, 2, version)]);
    const { add } = sequencer({ table, history: historyOf(commits), untold: unheard });
    for (const commit of commits) await add(TENANT, [commit]);
    expect(placed((await add(TENANT, [told(TENANT, 2, 1), told(TENANT, 1, 3)])).entries)).toStrictEqual([
      [1, 'chart 2 v1'],
      [4, 'chart 1 v3'],
    ]);
    expect(await feed(table).head(TENANT)).toBe(8);
  });

  test('lets no stream that cannot be read keep out another', async () => {
    const table = memoryFeedTable();
    const { add } = sequencer({ table, history: historyOf([]), untold: unheard });
    const { entries, failed } = await add(TENANT, [told(TENANT, 1, 4), told(TENANT, 2, 1)]);
    expect(placed(entries)).toStrictEqual([[0, 'chart 2 v1']]);
    const error = failed.get(streamKey(told(TENANT, 1, 4)));
    expect(error).toBeInstanceOf(CorruptCommit);
    expect(error).toMatchObject({ version: 1 });
  });

  test.each([
    ['inside a commit that is fed', 2, 1],
    ['over the end of what is fed', 2, 5],
  ])('refuses a commit that is told %s', async (_, first, events) => {
    const table = memoryFeedTable();
    const { add } = sequencer({ table, history: historyOf([]), untold: unheard });
    await add(TENANT, [told(TENANT, 1, 1, 3)]);
    const { entries, failed } = await add(TENANT, [told(TENANT, 1, first, events)]);
    expect(entries).toStrictEqual([]);
    expect([...failed.values()]).toStrictEqual([expect.any(CorruptCommit)]);
    expect(await feed(table).head(TENANT)).toBe(1);
  });

  test('needs as many pages as its limit of 180 KB asks', async () => {
    const table = memoryFeedTable();
    const pages: number[] = [];
    const put: FeedTable['put'] = (page) => {
      pages.push(page.count);
      return table.put(page);
    };
    const many = Array.from({ length: 150 }, (_, n) => told(TENANT, n, 1));
    const large = Array.from({ length: 100 }, (_, n) => told(TENANT, 900, n * 100 + 1, 100));
    const sequenced = sequencer({ table: { ...table, put }, history: historyOf([]), untold: unheard });
    await sequenced.add(TENANT, many);
    expect(pages).toStrictEqual([150]);
    await sequenced.add(TENANT, large);
    expect(pages.length).toBeGreaterThan(3);
    const entries = await all(table);
    expect(entries.map(({ seq }) => seq)).toStrictEqual(Array.from({ length: 250 }, (_, n) => n));
    expect(await feed(table).read(TENANT, 97, 4)).toStrictEqual(entries.slice(98, 102));
  });

  test('that always comes too late says so', async () => {
    const table: FeedTable = { ...memoryFeedTable(), put: async () => 'taken' };
    const add = sequencer({ table, history: historyOf([]), untold: unheard }).add(TENANT, [
      told(TENANT, 1, 1),
    ]);
    await expect(add).rejects.toThrow(FeedBusy);
  });
});

/** Three streams of up to six commits of one or two events each. */
const commits = fc
  .array(fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((streams) =>
    streams.flatMap((sizes, n) => {
      let version = 1;
      return sizes.map((size) => {
        const commit = told(TENANT, n + 1, version, size);
        version += size;
        return commit;
      });
    }),
  );

/** Batches as queues deliver them: some commits never, some often, in any order; and at last each stream's newest. */
const deliveries = commits.chain((made) =>
  fc.record({
    made: fc.constant(made),
    batches: fc.array(fc.array(fc.constantFrom(...made), { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
  }),
);

/** The table behind a scheduler: which sequencer goes on at each of its steps is chosen by the property. */
const scheduled = (table: FeedTable, s: fc.Scheduler): FeedTable => ({
  pageAt: s.scheduleFunction(table.pageAt),
  pagesAfter: s.scheduleFunction(table.pagesAfter),
  marks: s.scheduleFunction(table.marks),
  put: s.scheduleFunction(table.put),
  advance: s.scheduleFunction(table.advance),
});

const expectWhole = (entries: readonly FeedEntry[], made: readonly BusEntry[]) => {
  expect(entries.map(({ seq }) => seq)).toStrictEqual(made.map((_, n) => n));
  for (const n of [1, 2, 3]) {
    const own = (each: { id: string }) => each.id === idOf(n);
    expect(entries.filter(own).map(placeOf)).toStrictEqual(made.filter(own).map(placeOf));
  }
};

const expectAnswered = (answer: Fed, batch: readonly BusEntry[], entries: readonly FeedEntry[]) => {
  expect(answer.failed.size).toBe(0);
  expect(answer.entries.map(placeOf)).toStrictEqual(expect.arrayContaining(batch.map(placeOf)));
  for (const entry of answer.entries) expect(entries[entry.seq]).toStrictEqual(entry);
};

test('whatever is delivered to however many sequencers: no gap, each commit once, each stream in order', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, fc.scheduler(), async ({ made, batches }, s) => {
      const table = memoryFeedTable();
      const shared = scheduled(table, s);
      const newest = [...Map.groupBy(made, ({ id }) => id).values()].map((own) => own.at(-1) ?? own[0]);
      const last = newest.filter((entry) => entry !== undefined);
      const begun = () =>
        sequencer({ table: shared, history: historyOf(made), untold: unheard, entriesUnmarked: 3 });
      const [first, second] = [begun(), begun()];
      const adding = [...batches, last].map((batch, n) => (n % 3 === 0 ? first : second).add(TENANT, batch));
      const fed = await s.waitFor(Promise.all(adding));
      const entries = await all(table);
      expectWhole(entries, made);
      for (const [at, answer] of fed.entries()) expectAnswered(answer, [...batches, last][at] ?? [], entries);
    }),
    { numRuns: 300 },
  );
});
