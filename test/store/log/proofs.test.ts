import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { frontier } from '../../../store/log/frontier.ts';
import { integrate } from '../../../store/log/integrate.ts';
import { memoryTileStore } from '../../../store/log/memory-tile-store.ts';
import { type TileTree, tileTree } from '../../../store/log/tile-tree.ts';
import { verifyConsistency, verifyInclusion } from '../../../store/log/verify-proof.ts';
import { changed, leafAt, leavesTo } from './naive-tree.ts';

/** For thousands of proofs where the machine is busy. */
const LONG = { timeout: 60_000 };
const LARGEST = 300;
const store = memoryTileStore();
const leaves = leavesTo(LARGEST);
const heads = [{ size: 0, root: frontier().root() }];
const headAt = (size: number) => heads[size] ?? { size, root: new Uint8Array() };

/** Trees of every size, all over the tiles that a log of the largest size keeps. */
const treeAt = (size: number): TileTree => tileTree(store, size);
const sizes = fc.integer({ min: 1, max: LARGEST });
const pairs = fc
  .tuple(sizes, sizes)
  .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);

beforeAll(async () => {
  for (const [size, leaf] of leaves.entries()) heads.push(await integrate(store, size, [leaf]));
});

describe('a proof of inclusion', () => {
  test(
    'proves every leaf of every size there is around the edges of tiles, and of small trees',
    LONG,
    async () => {
      for (const size of [1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33, 255, 256, 257, LARGEST]) {
        const [tree, head] = [treeAt(size), headAt(size)];
        for (let index = 0; index < size; index += 1)
          expect(verifyInclusion(head, { index, hash: leafAt(index) }, await tree.inclusion(index))).toBe(
            true,
          );
      }
    },
  );

  test('proves nothing but that leaf, at that place, in that tree, with that proof', LONG, async () => {
    const property = fc.asyncProperty(pairs, fc.nat(), async ([place, size], random) => {
      const index = place - 1;
      const [head, leaf, proof] = [
        headAt(size),
        { index, hash: leafAt(index) },
        await treeAt(size).inclusion(index),
      ];
      expect(verifyInclusion(head, leaf, proof)).toBe(true);
      expect(verifyInclusion(head, { index, hash: changed(leaf.hash, random) }, proof)).toBe(false);
      expect(verifyInclusion({ size, root: changed(head.root, random) }, leaf, proof)).toBe(false);
      const elsewhere = (index + 1 + (random % size)) % (size + 1);
      expect(verifyInclusion(head, { ...leaf, index: elsewhere }, proof)).toBe(false);
      expect(verifyInclusion(head, leaf, [...proof, leafAt(random)])).toBe(false);
      for (const [n, hash] of proof.entries()) {
        expect(verifyInclusion(head, leaf, proof.with(n, changed(hash, random)))).toBe(false);
        expect(verifyInclusion(head, leaf, proof.toSpliced(n, 1))).toBe(false);
      }
    });
    await fc.assert(property, { numRuns: 200 });
  });

  test('is not there for what is not in the tree', async () => {
    for (const index of [-1, 5, 1.5, Number.NaN])
      await expect(treeAt(5).inclusion(index)).rejects.toThrow(RangeError);
  });
});

describe('a proof of consistency', () => {
  test('proves every smaller size of a tree', LONG, async () => {
    for (const size of [1, 2, 3, 7, 8, 9, 255, 256, 257, LARGEST])
      for (let old = 0; old <= size; old += 1)
        expect(verifyConsistency(headAt(old), headAt(size), await treeAt(size).consistency(old))).toBe(true);
  });

  test('proves nothing of other trees, and nothing when it is changed', LONG, async () => {
    const property = fc.asyncProperty(pairs, fc.nat(), async ([old, size], random) => {
      const [older, newer, proof] = [headAt(old), headAt(size), await treeAt(size).consistency(old)];
      expect(verifyConsistency(older, newer, proof)).toBe(true);
      expect(verifyConsistency({ ...older, root: changed(older.root, random) }, newer, proof)).toBe(false);
      expect(verifyConsistency(older, { ...newer, root: changed(newer.root, random) }, proof)).toBe(false);
      expect(verifyConsistency(older, newer, [...proof, leafAt(random)])).toBe(false);
      for (const [n, hash] of proof.entries()) {
        expect(verifyConsistency(older, newer, proof.with(n, changed(hash, random)))).toBe(false);
        expect(verifyConsistency(older, newer, proof.toSpliced(n, 1))).toBe(false);
      }
    });
    await fc.assert(property, { numRuns: 200 });
  });

  test('of an empty tree is empty, and asks for its root', () => {
    expect(verifyConsistency(headAt(0), headAt(3), [])).toBe(true);
    expect(verifyConsistency({ size: 0, root: leafAt(0) }, headAt(3), [])).toBe(false);
    expect(verifyConsistency(headAt(0), headAt(3), [leafAt(0)])).toBe(false);
  });

  test('is not there for a larger tree', async () => {
    expect(verifyConsistency(headAt(6), headAt(5), [])).toBe(false);
    for (const old of [-1, 6, 1.5]) await expect(treeAt(5).consistency(old)).rejects.toThrow(RangeError);
  });
});
