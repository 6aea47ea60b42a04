import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BrokenLog } from '../../../store/log/broken-log.ts';
import { rootOf } from '../../../store/log/frontier.ts';
import { integrate } from '../../../store/log/integrate.ts';
import { memoryTileStore } from '../../../store/log/memory-tile-store.ts';
import { tilePath, tilesOf } from '../../../store/log/tile.ts';
import type { TileStore } from '../../../store/log/tile-store.ts';
import { tileTree } from '../../../store/log/tile-tree.ts';
import { changed, leavesTo, naiveRoot } from './naive-tree.ts';

const LEAVES = leavesTo(70_000);
const leaves = (from: number, to: number) => LEAVES.slice(from, to);

/** A log grown by these numbers of leaves, and what lies in its store. */
const grownBy = async (...steps: readonly number[]) => {
  const tiles = new Map<string, Uint8Array>();
  const store = memoryTileStore(tiles);
  let size = 0;
  for (const step of steps) ({ size } = await integrate(store, size, leaves(size, size + step)));
  return { tiles, store, size };
};

/** A store that fails at the `n`-th Put, like a function that is ended there. */
const failingAt = (n: number, store: TileStore): TileStore => {
  let puts = 0;
  return {
    get: store.get,
    async put(path, bytes) {
      puts += 1;
      if (puts === n) throw new Error('ended');
      await store.put(path, bytes);
    },
  };
};

describe('integrate', () => {
  test.each([0, 1, 255, 256, 257, 511, 512, 513, 65_536, 65_537])(
    'gives a log of %i leaves the root of the naive tree',
    async (size) => {
      const { store } = await grownBy();
      const head = await integrate(store, 0, leaves(0, size));
      expect(head).toStrictEqual({ size, root: naiveRoot(leaves(0, size)) });
      expect(await tileTree(store, size).root()).toStrictEqual(head.root);
    },
  );

  test('writes the same tiles however the leaves came', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }),
      async (steps) => {
        const [grown, whole] = [
          await grownBy(...steps),
          await grownBy(steps.reduce((sum, step) => sum + step, 0)),
        ];
        for (const path of tilesOf(grown.size).map(tilePath))
          expect(grown.tiles.get(path)).toStrictEqual(whole.tiles.get(path));
        expect([...whole.tiles.keys()].toSorted()).toStrictEqual(
          tilesOf(grown.size).map(tilePath).toSorted(),
        );
      },
    );
    await fc.assert(property, { numRuns: 50 });
  });

  test('keeps the partial tiles of every size it had, so that each checkpoint can be proved', async () => {
    const { store } = await grownBy(3, 250, 10, 260);
    for (const size of [3, 253, 263, 523])
      expect(await tileTree(store, size).root()).toStrictEqual(rootOf(leaves(0, size)));
  });

  test('goes on after it was ended at any Put, with the same leaves or with more', async () => {
    for (const more of [0, 1, 300])
      for (let ended = 1; ended <= 4; ended += 1) {
        const { store, size } = await grownBy(250);
        await expect(integrate(failingAt(ended, store), size, leaves(size, 520))).rejects.toThrow('ended');
        expect(await integrate(store, size, leaves(size, 520 + more))).toStrictEqual({
          size: 520 + more,
          root: rootOf(leaves(0, 520 + more)),
        });
      }
  });

  test('changes nothing when it is repeated', async () => {
    const { tiles, store } = await grownBy(250, 20);
    const before = new Map(tiles);
    await integrate(store, 250, leaves(250, 270));
    expect(tiles).toStrictEqual(before);
  });

  test('refuses other leaves at places that have been written', async () => {
    const { tiles, store } = await grownBy(250, 20);
    const before = new Map(tiles);
    await expect(integrate(store, 250, leaves(251, 271))).rejects.toThrow(
      'The log is broken at tile/0/000: other hashes lie there already',
    );
    expect(tiles).toStrictEqual(before);
  });

  test.each<[string, (bytes: Uint8Array) => Uint8Array | undefined, string]>([
    ['missing', () => undefined, '5 hashes were to lie there, not 0 bytes'],
    ['too short', (bytes) => bytes.slice(0, -1), '5 hashes were to lie there, not 159 bytes'],
    ['of broken hashes', (bytes) => Uint8Array.of(...bytes, 1), '5 hashes were to lie there, not 161 bytes'],
  ])('names a tile that is %s', async (_, change, reason) => {
    const { tiles, store } = await grownBy(5);
    const bytes = change(tiles.get('tile/0/000.p/5') ?? new Uint8Array());
    tiles.delete('tile/0/000.p/5');
    if (bytes) tiles.set('tile/0/000.p/5', bytes);
    const broken = await integrate(store, 5, leaves(5, 6)).catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(BrokenLog);
    expect(broken).toMatchObject({
      path: 'tile/0/000.p/5',
      message: `The log is broken at tile/0/000.p/5: ${reason}.`,
    });
  });
});

describe('the tree in tiles', () => {
  test('takes a full tile in place of a partial one that is gone', async () => {
    const { tiles, store } = await grownBy(200, 56);
    tiles.delete('tile/0/000.p/200');
    expect(await tileTree(store, 200).root()).toStrictEqual(rootOf(leaves(0, 200)));
  });

  test('has another root when a tile was changed', async () => {
    const { tiles, store } = await grownBy(300);
    for (const path of [...tiles.keys()]) {
      const bytes = tiles.get(path) ?? new Uint8Array();
      tiles.set(path, changed(bytes, 40));
      const same = path === 'tile/0/000';
      expect(Buffer.compare(await tileTree(store, 300).root(), rootOf(leaves(0, 300))) === 0).toBe(same);
      tiles.set(path, bytes);
    }
  });
});
