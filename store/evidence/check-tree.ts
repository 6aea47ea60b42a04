import { frontier } from '../log/frontier.ts';
import { type FilledTile, growingTiles } from '../log/growing-tiles.ts';
import { sameBytes } from '../log/merkle.ts';
import { hashesIn, TILE_WIDTH, type Tile, tilePath } from '../log/tile.ts';
import type { TreeHead } from '../log/verify-proof.ts';
import type { BundleFiles } from './bundle.ts';
import type { Filed } from './check-signed.ts';
import type { Check, Fault } from './fault.ts';

const whatDiffers = (tile: Tile, first: number): string =>
  tile.level === 0
    ? `its hash ${first} is not that of entry ${tile.index * TILE_WIDTH + first}`
    : `its hash ${first} is not over the tile of level ${tile.level - 1} below it`;

/** What is wrong with a tile, which is to be exactly these hashes. */
const faultIn = async (files: BundleFiles, tile: FilledTile): Promise<Fault | undefined> => {
  const file = tilePath(tile);
  const bytes = await files.bytes(file);
  if (!bytes) return { file, what: 'it is missing' };
  const there = hashesIn(bytes);
  const first = tile.hashes.findIndex((hash, n) => !sameBytes(hash, there[n] ?? new Uint8Array()));
  const seq = tile.level === 0 ? { seq: tile.index * TILE_WIDTH + first } : {};
  if (first >= 0) return { file, ...seq, what: whatDiffers(tile, first) };
  if (sameBytes(bytes, Buffer.concat(tile.hashes))) return undefined;
  return { file, what: `it is longer than its ${tile.width} hashes` };
};

/**
 * The tiles of a bundle: all that a log of these leaves has, each looked at when its last leaf is there. What is wrong
 * with one is told at the end, the lowest level first: what is wrong there is above it, too.
 */
export const tilesBeside = (files: BundleFiles) => {
  const faults: (Fault | undefined)[] = [];
  const tiles = growingTiles(async (tile) => {
    faults[tile.level] ??= await faultIn(files, tile);
  });
  return {
    add: tiles.add,
    async *end(): Check<void> {
      await tiles.end();
      for (const fault of faults) if (fault) yield fault;
    },
  };
};

/** The roots over the first leaves, at each of these sizes, of leaves that come one after the other. */
export const rootsAt = (sizes: readonly number[]) => {
  const wanted = new Set(sizes);
  const tree = frontier();
  const roots = new Map([[0, tree.root()]]);
  let size = 0;
  return {
    roots,
    add(leaf: Uint8Array): void {
      tree.add(leaf);
      size += 1;
      if (wanted.has(size)) roots.set(size, tree.root());
    },
  };
};

const isRoot = (roots: ReadonlyMap<number, Uint8Array>, { size, root }: TreeHead): boolean =>
  sameBytes(roots.get(size) ?? new Uint8Array(), root);

/**
 * The checkpoints of a log: each has the root over its first entries. With that they fit each other, because each
 * begins with all that the one before it has.
 */
export async function* checkRoots(
  roots: ReadonlyMap<number, Uint8Array>,
  filed: readonly Filed[],
): Check<void> {
  for (const { file, checkpoint } of filed)
    if (!isRoot(roots, checkpoint))
      yield { file, what: `its root is not that over the first ${checkpoint.size} entries` };
}
