import { expect, test } from 'vitest';
import { growingTiles } from '../../../store/log/growing-tiles.ts';
import { integrate } from '../../../store/log/integrate.ts';
import { memoryTileStore } from '../../../store/log/memory-tile-store.ts';
import { leafHash } from '../../../store/log/merkle.ts';
import { tilePath, tilesOf } from '../../../store/log/tile.ts';

const leaves = Array.from({ length: 65_800 }, (_, n) => leafHash(Buffer.from(String(n))));

/** The tiles that are given of the first leaves, by their paths. */
const given = async (size: number) => {
  const tiles = new Map<string, Uint8Array>();
  const growing = growingTiles(async (tile) => {
    expect(tiles.has(tilePath(tile))).toBe(false);
    tiles.set(tilePath(tile), new Uint8Array(Buffer.concat(tile.hashes)));
  });
  for (const leaf of leaves.slice(0, size)) await growing.add(leaf);
  await growing.end();
  return tiles;
};

test.each([0, 1, 255, 256, 257, 511, 512, 600, 65_535, 65_536, 65_537, 65_800])(
  'The tiles of %i leaves that come one by one are those of a log that has them all, each given once',
  async (size) => {
    const tiles = await given(size);
    const whole = new Map<string, Uint8Array>();
    await integrate(memoryTileStore(whole), 0, leaves.slice(0, size));
    expect(new Set(tiles.keys())).toStrictEqual(new Set(tilesOf(size).map(tilePath)));
    for (const [path, bytes] of tiles) expect(bytes).toStrictEqual(whole.get(path));
  },
);
