import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArchiveBucket } from '../../../store/archive/archive-bucket.ts';
import { checkRestore, restore } from '../../../store/archive/restore.ts';
import { RestoreConflict } from '../../../store/archive/restore-conflict.ts';
import { CommitItem } from '../../../store/commit-item.ts';
import { fedVersionsOf } from '../../../store/feed/fed-versions.ts';
import type { FeedTable } from '../../../store/feed/feed-table.ts';
import { COMMITS_A_SNAPSHOT } from '../../../store/snapshot.ts';
import { idOf, minute, TENANT } from '../../sample-chart.ts';
import { archiveWorld, emptied, ended, entriesIn, itemsIn } from './archive-world.ts';

const CHARTS = 5;

/** A commit to a chart on a day, of so many events, and whether all that there is is archived after it. */
const anyStep = fc.record({
  n: fc.nat(CHARTS - 1),
  date: fc.integer({ min: 2, max: 5 }),
  events: fc.integer({ min: 1, max: 3 }),
  text: fc.constantFrom('Ada', 'é 😀 "quoted"\n', 'x'.repeat(2000)),
  archived: fc.boolean(),
});

type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

const worldOf = async (steps: readonly Step[]) => {
  const world = archiveWorld();
  for (const { n, date, archived, ...how } of steps) {
    await world.commit(n, { ...how, time: `2025-03-0${date}T08:00:00.000Z` });
    if (archived) await world.archive(TENANT);
  }
  await world.archive(TENANT);
  return world;
};

const archivedWorld = async (charts: readonly number[]) => {
  const world = archiveWorld();
  for (const n of charts) await world.commit(n);
  await world.archive(TENANT);
  return world;
};

describe('A restoration into an empty store', () => {
  test('gives back every item attribute by attribute, and every entry under its number, whatever was archived', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 40 }), async (steps) => {
        const { bucket, commits, feedTable } = await worldOf(steps);
        const { check, restore: run, ...again } = emptied(bucket);
        const lacking = { commits: steps.length, lacking: steps.length, unfed: steps.length };
        const counts = steps.length === 0 ? undefined : expect.objectContaining(lacking);
        expect(await check()).toStrictEqual(counts);
        expect(await itemsIn(again.commits, CHARTS)).toStrictEqual([]);
        expect(await run()).toStrictEqual(counts);
        expect(await itemsIn(again.commits, CHARTS)).toStrictEqual(await itemsIn(commits, CHARTS));
        expect(await entriesIn(again.feed)).toStrictEqual(await entriesIn(feedTable));
      }),
      { numRuns: 40 },
    );
  });

  test('gives back snapshots, and marks from which the feed goes on', async () => {
    const { commit, archive, bucket, commits, feedTable } = archiveWorld();
    for (let n = 0; n <= 2 * COMMITS_A_SNAPSHOT; n += 1) await commit(1);
    await archive(TENANT);
    const again = emptied(bucket);
    await again.restore();
    const items = (await itemsIn(again.commits, 2)).map((item) => CommitItem.parse(item));
    expect(items.filter(({ snapshot }) => snapshot !== undefined)).toHaveLength(2);
    expect(items).toStrictEqual(await itemsIn(commits, 2));
    const stream = `${TENANT}#chart#${idOf(1)}`;
    const fedOf = async (table: FeedTable) => (await fedVersionsOf(table)([stream])).get(stream);
    expect(await fedOf(again.feed)).toBe(2 * COMMITS_A_SNAPSHOT + 1);
    expect(await fedOf(feedTable)).toBe(2 * COMMITS_A_SNAPSHOT + 1);
  });

  test('of the commits alone leaves the feed', async () => {
    const { bucket, commits } = await archivedWorld([1, 2, 1]);
    const { feed: _, commits: table } = emptied(bucket);
    const lacking = { commits: 3, lacking: 3, unfed: 0, object: 1, of: 1 };
    expect(await ended(restore({ bucket, commits: table }, TENANT))).toStrictEqual(lacking);
    expect(await itemsIn(table, 3)).toStrictEqual(await itemsIn(commits, 3));
  });
});

describe('A restoration into a store that has something', () => {
  test('that was cut off anywhere is begun again, and restores what is lacking', async () => {
    const world = archiveWorld();
    for (const n of [1, 2, 1, 3, 3, 1]) {
      await world.commit(n);
      await world.archive(TENANT);
    }
    for (let crash = 0; crash < 12; crash += 1) {
      const { check: _, restore: __, ...parts } = emptied(world.bucket);
      let calls = 0;
      const tick = () => {
        calls += 1;
        if (calls > crash) throw new Error('cut off');
      };
      const put = async (item: CommitItem) => {
        tick();
        return parts.commits.put(item);
      };
      const putPage: FeedTable['put'] = async (page) => {
        tick();
        return parts.feed.put(page);
      };
      const failing = { ...parts, commits: { ...parts.commits, put }, feed: { ...parts.feed, put: putPage } };
      await expect(ended(restore(failing, TENANT))).rejects.toThrow('cut off');
      const left = 12 - crash;
      const counts = await ended(restore(parts, TENANT));
      expect((counts?.lacking ?? 0) + (counts?.unfed ?? 0)).toBe(left);
      expect(await itemsIn(parts.commits, 4)).toStrictEqual(await itemsIn(world.commits, 4));
      expect(await entriesIn(parts.feed)).toStrictEqual(await entriesIn(world.feedTable));
    }
  });

  test('puts back a commit that is missing among others, and touches none of those', async () => {
    const { bucket, commits, feedTable } = await archivedWorld([1, 1, 1, 2]);
    const { commits: holed } = emptied(bucket);
    for (const item of await itemsIn(commits, 3)) {
      const whole = CommitItem.parse(item);
      if (whole.sk !== 2) await holed.put(whole);
    }
    const parts = { bucket, commits: holed, feed: feedTable };
    expect(await ended(restore(parts, TENANT))).toMatchObject({ commits: 4, lacking: 1, unfed: 0 });
    expect(await itemsIn(holed, 3)).toStrictEqual(await itemsIn(commits, 3));
  });

  test('is refused before anything is written where the store has another commit, and names it', async () => {
    const { bucket, commits } = await archivedWorld([1, 2, 1]);
    const parts = emptied(bucket);
    const [, second] = (await itemsIn(commits, 3)).map((item) => CommitItem.parse(item));
    if (!second) throw new Error('There is no second commit.');
    await parts.commits.put({ ...second, time: minute(99) });
    const refused = expect.objectContaining({ name: 'RestoreConflict', stream: second.pk, version: 2 });
    await expect(parts.check()).rejects.toStrictEqual(refused);
    await expect(parts.restore()).rejects.toStrictEqual(refused);
    expect(await itemsIn(parts.commits, 3)).toStrictEqual([{ ...second, time: minute(99) }]);
    expect(await entriesIn(parts.feed)).toStrictEqual([]);
  });

  test('is refused where the feed gave a number to something else', async () => {
    const { bucket } = await archivedWorld([1, 2]);
    const { feedTable } = await archivedWorld([2, 1]);
    const parts = { ...emptied(bucket), feed: feedTable };
    await expect(ended(checkRestore(parts, TENANT))).rejects.toBeInstanceOf(RestoreConflict);
    await expect(ended(restore(parts, TENANT))).rejects.toThrow(
      `${TENANT}#chart#${idOf(1)} version 1 cannot`,
    );
    expect(await itemsIn(parts.commits, 3)).toStrictEqual([]);
  });

  test.each(['page', 'mark'])('is refused where the feed is written to meanwhile: its %s', async (what) => {
    const { bucket } = await archivedWorld([1, 2]);
    const parts = emptied(bucket);
    const rivalMarks = new Map([[`${TENANT}#chart#${idOf(1)}`, { version: 1, page: 0 }]]);
    const feed =
      what === 'page'
        ? { ...parts.feed, put: async () => 'taken' as const }
        : { ...parts.feed, marks: async () => rivalMarks };
    await expect(ended(restore({ ...parts, feed }, TENANT))).rejects.toBeInstanceOf(RestoreConflict);
    expect(await itemsIn(parts.commits, 3)).toStrictEqual([]);
  });

  test('takes commits that somebody puts there meanwhile for the same, or for a conflict', async () => {
    const { bucket, commits } = await archivedWorld([1, 1, 1]);
    const items = (await itemsIn(commits, 2)).map((each) => CommitItem.parse(each));
    const [first, , third] = items;
    if (!first || !third) throw new Error('There are not three commits.');
    const racing = (rivals: readonly CommitItem[]) => {
      const { commits: table } = emptied(bucket);
      const put = async (own: CommitItem) => {
        for (const rival of rivals) await table.put(rival);
        return table.put(own);
      };
      return { ...table, put };
    };
    const into = (table: ReturnType<typeof racing>) => ended(restore({ bucket, commits: table }, TENANT));
    const same = racing([first, third]);
    expect(await into(same)).toMatchObject({ lacking: 3 });
    expect(await itemsIn(same, 2)).toStrictEqual(items);
    const other = racing([{ ...third, time: minute(99) }]);
    await expect(into(other)).rejects.toMatchObject({
      name: 'RestoreConflict',
      stream: third.pk,
      version: 3,
    });
  });
});

test('A tenant without an archive has nothing to restore', async () => {
  const bucket: ArchiveBucket = archiveWorld().bucket;
  expect(await emptied(bucket).restore()).toBe(undefined);
});
