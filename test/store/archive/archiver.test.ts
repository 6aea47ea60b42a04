import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { archiver } from '../../../store/archive/archiver.ts';
import { BrokenArchive } from '../../../store/archive/broken-archive.ts';
import { placeOf } from '../../../store/archive/layout.ts';
import { archiveStatus } from '../../../store/archive/status.ts';
import { CorruptCommit } from '../../../store/corrupt-commit.ts';
import { feed } from '../../../store/feed/feed.ts';
import { memoryFeedTable } from '../../../store/feed/memory-feed-table.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { incompressible } from '../../incompressible.ts';
import { idOf, OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { archiveWorld, emptied, entriesIn, itemsIn } from './archive-world.ts';

const day = (date: string, time = '12:00') => `2025-03-${date}T${time}:00.000Z`;
const name = (date: string, first: string) =>
  `commits/tenant=${TENANT}/date=2025-03-${date}/${first.padStart(16, '0')}.jsonl.gz`;
const lines = (bytes: Uint8Array | undefined): unknown[] =>
  gunzipSync(bytes ?? new Uint8Array())
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('An archiver', () => {
  test('writes one object of all that the feed has: each line a stored item, its number and its names', async () => {
    const { commit, archive, objects, commits, feedTable } = archiveWorld();
    for (const n of [1, 2, 1, 1, 2]) await commit(n);
    expect(await archive(TENANT)).toStrictEqual({ objects: 1, commits: 5, next: 5 });
    expect([...objects.keys()]).toStrictEqual([name('02', '0')]);
    const entries = await entriesIn(feedTable);
    const items = await itemsIn(commits, 3);
    const written = lines(objects.get(name('02', '0')));
    expect(written).toHaveLength(5);
    expect(new Set(written)).toStrictEqual(
      new Set(
        entries.map(({ seq, type, hash }) => ({
          seq,
          type,
          ...(items.find((item) => (item as { hash: string }).hash === hash) as object),
        })),
      ),
    );
    expect(gunzipSync(objects.get(name('02', '0')) ?? new Uint8Array()).toString()).not.toContain('Ada');
  });

  test('goes on where it ended, also in another process, and writes nothing where nothing is new', async () => {
    const { commit, archive, begun, objects } = archiveWorld();
    expect(await archive(TENANT)).toStrictEqual({ objects: 0, commits: 0, next: 0 });
    await commit(1);
    expect(await archive(TENANT)).toStrictEqual({ objects: 1, commits: 1, next: 1 });
    expect(await archive(TENANT)).toStrictEqual({ objects: 0, commits: 0, next: 1 });
    for (const n of [1, 2]) await commit(n);
    expect(await begun().add(TENANT)).toStrictEqual({ objects: 1, commits: 2, next: 3 });
    await commit(3);
    expect(await archive(TENANT)).toStrictEqual({ objects: 1, commits: 1, next: 4 });
    expect([...objects.keys()]).toStrictEqual(['0', '1', '3'].map((first) => name('02', first)));
  });

  test('keeps tenants apart', async () => {
    const { commit, archive, objects } = archiveWorld();
    await commit(1);
    await commit(1, { tenant: OTHER_TENANT });
    await archive(OTHER_TENANT);
    expect([...objects.keys()].map((each) => placeOf(each)?.tenantId)).toStrictEqual([OTHER_TENANT]);
  });

  test('files commits under their day, and a late one under the day it is later than', async () => {
    const { commit, archive, objects } = archiveWorld();
    const times = [day('02'), day('02', '23:59'), day('03'), day('02'), day('03'), day('05')];
    for (const [n, time] of times.entries()) await commit(n, { time });
    await archive(TENANT);
    expect([...objects].map(([each, bytes]) => [each, lines(bytes).length])).toStrictEqual([
      [name('02', '0'), 2],
      [name('03', '2'), 3],
      [name('05', '5'), 1],
    ]);
    await commit(9, { time: day('04') });
    await archive(TENANT);
    expect([...objects.keys()].at(-1)).toBe(name('05', '6'));
  });

  test('of many commits, and of large ones, writes several objects', async () => {
    const { commit, bucket, commits, feedTable, objects } = archiveWorld();
    const parts = { feed: feed(feedTable), commits, bucket };
    const within = (count: number, bytes: number) => archiver(parts, { commits: count, bytes }).add(TENANT);
    for (let n = 0; n < 7; n += 1) await commit(n);
    expect(await within(3, 1_000_000)).toStrictEqual({ objects: 3, commits: 7, next: 7 });
    for (let n = 0; n < 5; n += 1) await commit(n, { text: incompressible(1000) });
    expect(await within(100, 10_000)).toStrictEqual({ objects: 3, commits: 5, next: 12 });
    await commit(1, { text: incompressible(5000) });
    expect(await within(100, 10_000)).toStrictEqual({ objects: 1, commits: 1, next: 13 });
    expect([...objects.values()].map((bytes) => lines(bytes).length)).toStrictEqual([3, 3, 1, 2, 2, 1, 1]);
  });

  test('beside others loses nothing and writes nothing twice, whoever is faster', async () => {
    const { commit, begun, objects, bucket, commits, feedTable } = archiveWorld();
    const rivals = Array.from({ length: 5 }, begun);
    for (let round = 0; round < 6; round += 1) {
      await commit(round);
      const runs = rivals.map(async ({ add }, n) => {
        if (n % 2 === 1) await commit(n);
        return add(TENANT);
      });
      const added = await Promise.all(runs);
      expect(new Set(added.map(({ next }) => next)).size).toBeLessThanOrEqual(3);
    }
    await begun().add(TENANT);
    const written = [...objects.keys()].toSorted().flatMap((each) => lines(objects.get(each)));
    expect(written.map((line) => (line as { seq: number }).seq)).toStrictEqual(
      (await entriesIn(feedTable)).map(({ seq }) => seq),
    );
    const { restore, commits: again } = emptied(bucket);
    await restore();
    expect(await itemsIn(again, 9)).toStrictEqual(await itemsIn(commits, 9));
  });

  test('of two that are as far, the slower one finds the name taken and goes on behind the other', async () => {
    const { commit, begun, bucket, commits, feedTable, objects } = archiveWorld();
    await commit(1);
    const other = begun();
    const slow = archiver({
      feed: feed(feedTable),
      commits,
      bucket: {
        ...bucket,
        async put(...args) {
          await other.add(TENANT);
          return bucket.put(...args);
        },
      },
    });
    await commit(2);
    expect(await slow.add(TENANT)).toStrictEqual({ objects: 0, commits: 0, next: 2 });
    expect(objects.size).toBe(1);
  });
});

describe('What is not the archive of a feed', () => {
  test.each([
    ['is gone', []],
    ['was begun anew', [7, 8, 9]],
  ])('is not added to: a feed that %s', async (_, charts) => {
    const { commit, archive, bucket, objects } = archiveWorld();
    for (const n of [1, 2]) await commit(n);
    await archive(TENANT);
    const anew = archiveWorld();
    for (const n of charts) await anew.commit(n);
    const parts = { feed: feed(anew.feedTable), commits: anew.commits, bucket };
    const failed = archiver(parts).add(TENANT);
    await expect(failed).rejects.toBeInstanceOf(BrokenArchive);
    await expect(failed).rejects.toMatchObject({ tenant: TENANT, seq: 1 });
    expect(objects.size).toBe(1);
  });

  test('is never passed over: an object of nobody in the place of the next', async () => {
    const { commit, archive, objects } = archiveWorld();
    await commit(1);
    objects.set(name('02', '0'), new Uint8Array());
    await expect(archive(TENANT)).rejects.toThrow(`The archive of ${TENANT} is broken at seq 0`);
  });

  test.each(['missing', 'changed'])('is not written: a commit that is %s in the store', async (how) => {
    const { commit, bucket, commits, feedTable, objects } = archiveWorld();
    for (const n of [1, 2, 2]) await commit(n);
    const broken = {
      ...memoryCommitTable(),
      async page(...args: Parameters<typeof commits.page>) {
        const page = await commits.page(...args);
        const spoiled = page.items.map((item) => ({ ...(item as object), actor: 'somebody' }));
        const own = args[0].endsWith(idOf(2));
        return own ? { items: how === 'missing' ? [] : spoiled } : page;
      },
    };
    const failed = archiver({ feed: feed(feedTable), commits: broken, bucket }).add(TENANT);
    await expect(failed).rejects.toBeInstanceOf(CorruptCommit);
    await expect(failed).rejects.toMatchObject({ stream: `${TENANT}#chart#${idOf(2)}`, version: 1 });
    expect(objects.size).toBe(0);
  });
});

test('The status of an archive says how far it is behind the feed', async () => {
  const { commit, archive, bucket, feedTable } = archiveWorld();
  const status = (table = feedTable) => archiveStatus({ bucket, feed: feed(table) }, TENANT);
  await commit(1);
  expect(await status()).toStrictEqual({ tenant: TENANT, fed: 1, archived: 0, behind: 1 });
  await archive(TENANT);
  await commit(1);
  const archived = { tenant: TENANT, archived: 1, newest_date: '2025-03-02' };
  expect(await status()).toStrictEqual({ ...archived, fed: 2, behind: 1 });
  expect(await status(memoryFeedTable())).toStrictEqual({ ...archived, fed: 0, behind: -1 });
});
