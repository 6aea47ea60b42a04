import { describe, expect, test } from 'vitest';
import { BrokenLog } from '../../../store/log/broken-log.ts';
import { integrate } from '../../../store/log/integrate.ts';
import { memoryTileStore } from '../../../store/log/memory-tile-store.ts';
import { lastLeaf, tileTree } from '../../../store/log/tile-tree.ts';
import { verifyConsistency, verifyInclusion } from '../../../store/log/verify-proof.ts';
import { leafAt, leavesTo, naiveRoot } from './naive-tree.ts';

const STORED = 600;
const tiles = memoryTileStore();
await integrate(tiles, 0, leavesTo(STORED));
const headAt = (size: number) => ({ size, root: naiveRoot(leavesTo(size)) });
const BETWEEN = [1, 2, 3, 7, 200, 255, 256, 257, 300, 511, 512, 513, 599, STORED];

describe('a tree that is smaller than the one whose tiles lie there', () => {
  test.each(BETWEEN)('has its own root and proofs: %i leaves', async (size) => {
    const tree = tileTree(tiles, size, STORED);
    expect(await tree.root()).toStrictEqual(naiveRoot(leavesTo(size)));
    for (const index of new Set([0, Math.floor(size / 2), size - 1])) {
      const leaf = { index, hash: leafAt(index) };
      expect(verifyInclusion(headAt(size), leaf, await tree.inclusion(index))).toBe(true);
    }
    for (const old of BETWEEN.filter((each) => each <= size))
      expect(verifyConsistency(headAt(old), headAt(size), await tree.consistency(old))).toBe(true);
  });

  test('is not found where it is taken for the one that was stored', async () => {
    await expect(tileTree(tiles, 300).root()).rejects.toBeInstanceOf(BrokenLog);
  });
});

test.each([1, 256, 257, 600])('the last leaf of %i is the one that made it so large', async (size) => {
  const store = memoryTileStore();
  await integrate(store, 0, leavesTo(size));
  expect(await lastLeaf(store, size)).toStrictEqual(leafAt(size - 1));
});
