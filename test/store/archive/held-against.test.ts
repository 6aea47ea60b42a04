import { describe, expect, test } from 'vitest';
import { memoryArchiveBucket } from '../../../store/archive/memory-archive-bucket.ts';
import { checkRestore } from '../../../store/archive/restore.ts';
import { feed } from '../../../store/feed/feed.ts';
import { feedLeaves } from '../../../store/log/feed-leaves.ts';
import { rootOf } from '../../../store/log/frontier.ts';
import type { TreeHead } from '../../../store/log/verify-proof.ts';
import { TENANT } from '../../sample-chart.ts';
import { archiveWorld, emptied, ended, entriesIn, itemsIn } from './archive-world.ts';

const COMMITS = 6;

/** An archive of six commits in three objects, and the trees that its log could have signed by and by. */
const world = async () => {
  const { commit, archive, objects, feedTable } = archiveWorld();
  for (const charts of [[1, 2], [1, 1, 2], [2]]) {
    for (const n of charts) await commit(n);
    await archive(TENANT);
  }
  const { leaves } = await feedLeaves(feed(feedTable), TENANT, { from: 0, most: COMMITS });
  const tree = (size: number): TreeHead => ({ size, root: rootOf(leaves.slice(0, size)) });
  return { objects, tree };
};

const checked = (objects: Map<string, Uint8Array>, signed: TreeHead) =>
  ended(checkRestore(emptied(memoryArchiveBucket(objects)), TENANT, signed));

describe('An archive that is held against what the log of its tenant signed', () => {
  test('is whole when it has all of that, and more or not', async () => {
    const { objects, tree } = await world();
    for (let size = 0; size <= COMMITS; size += 1)
      expect(await checked(objects, tree(size))).toMatchObject({ commits: COMMITS, lacking: COMMITS });
  });

  test.each([
    ['its newest object', 1, 5],
    ['its two newest objects', 2, 2],
    ['all its objects', 3, 0],
  ])(
    'is refused when it lacks %s, and says how many commits there are of how many',
    async (_, gone, left) => {
      const { objects, tree } = await world();
      for (const name of [...objects.keys()].toSorted().slice(-gone)) objects.delete(name);
      await expect(checked(objects, tree(COMMITS))).rejects.toMatchObject({
        name: 'ShortArchive',
        message: `The archive of ${TENANT} ends after ${left} commits; the newest checkpoint of its log counts 6.`,
        tenant: TENANT,
        archived: left,
        signed: COMMITS,
      });
      expect(await checked(objects, tree(left))).toStrictEqual(
        left === 0 ? undefined : expect.objectContaining({ commits: left }),
      );
    },
  );

  test('is refused when it has as many commits and not the same', async () => {
    const { objects, tree } = await world();
    const { commit, feedTable } = archiveWorld();
    for (const n of [1, 2, 1, 2]) await commit(n);
    const { leaves } = await feedLeaves(feed(feedTable), TENANT, { from: 0, most: 4 });
    await expect(checked(objects, { size: 4, root: rootOf(leaves) })).rejects.toMatchObject({
      name: 'BrokenArchive',
      seq: 3,
      message: expect.stringContaining('the commits up to there are not those that the log signed'),
    });
    await expect(checked(objects, { ...tree(4), size: 5 })).rejects.toMatchObject({ seq: 4 });
  });

  test('leaves store and feed as they are, also when it is refused', async () => {
    const { objects, tree } = await world();
    const parts = emptied(memoryArchiveBucket(objects));
    const more = { ...tree(COMMITS), size: COMMITS + 1 };
    await expect(ended(checkRestore(parts, TENANT, more))).rejects.toMatchObject({ name: 'ShortArchive' });
    expect(await itemsIn(parts.commits, 3)).toStrictEqual([]);
    expect(await entriesIn(parts.feed)).toStrictEqual([]);
  });
});
