import { frontier, rootOf } from '../log/frontier.ts';
import { sameBytes } from '../log/merkle.ts';
import { hashesIn, TILE_WIDTH, type Tile, tilePath, tilesOf } from '../log/tile.ts';
import type { TreeHead } from '../log/verify-proof.ts';
import type { Filed } from './check-signed.ts';
import type { Check } from './fault.ts';
import { bytesIn, type Files } from './read.ts';

/** The hashes that the tiles of each level hold, from the leaves up: each over 256 of the level below. */
const levelsOver = (leaves: readonly Uint8Array[]): Uint8Array[][] => {
  const full = Math.floor(leaves.length / TILE_WIDTH);
  const above = Array.from({ length: full }, (_, n) =>
    rootOf(leaves.slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH)),
  );
  return leaves.length === 0 ? [] : [[...leaves], ...levelsOver(above)];
};

const whatDiffers = (tile: Tile, first: number): string =>
  tile.level === 0
    ? `its hash ${first} is not that of entry ${tile.index * TILE_WIDTH + first}`
    : `its hash ${first} is not over the tile of level ${tile.level - 1} below it`;

/** One tile: exactly the hashes over these entries. */
function* checkTile(files: Files, tile: Tile, expected: readonly Uint8Array[]): Check<void> {
  const file = tilePath(tile);
  const bytes = yield* bytesIn(files, file);
  const there = hashesIn(bytes);
  const first = expected.findIndex((hash, n) => !sameBytes(hash, there[n] ?? new Uint8Array()));
  const seq = tile.level === 0 ? { seq: tile.index * TILE_WIDTH + first } : {};
  if (first >= 0) yield { file, ...seq, what: whatDiffers(tile, first) };
  if (!sameBytes(bytes, Buffer.concat(expected)))
    yield { file, what: `it is longer than its ${tile.width} hashes` };
}

/** The tiles of a bundle: all that a log of these leaves has. Gives their paths. */
export function* checkTiles(files: Files, leaves: readonly Uint8Array[]): Check<string[]> {
  const levels = levelsOver(leaves);
  const tiles = tilesOf(leaves.length);
  for (const tile of tiles) {
    const from = tile.index * TILE_WIDTH;
    yield* checkTile(files, tile, levels[tile.level]?.slice(from, from + tile.width) ?? []);
  }
  return tiles.map(tilePath);
}

/** The roots over the first entries, at each of these sizes. */
const rootsAt = (leaves: readonly Uint8Array[], sizes: ReadonlySet<number>): Map<number, Uint8Array> => {
  const tree = frontier();
  const roots = new Map([[0, tree.root()]]);
  for (const [n, leaf] of leaves.entries()) {
    tree.add(leaf);
    if (sizes.has(n + 1)) roots.set(n + 1, tree.root());
  }
  return roots;
};

const isRoot = (roots: ReadonlyMap<number, Uint8Array>, { size, root }: TreeHead): boolean =>
  sameBytes(roots.get(size) ?? new Uint8Array(), root);

/**
 * The checkpoints of a log: each has the root over its first entries. With that they fit each other, because each
 * begins with all that the one before it has.
 */
export function* checkRoots(leaves: readonly Uint8Array[], filed: readonly Filed[]): Check<void> {
  const roots = rootsAt(leaves, new Set(filed.map(({ checkpoint }) => checkpoint.size)));
  for (const { file, checkpoint } of filed)
    if (!isRoot(roots, checkpoint))
      yield { file, what: `its root is not that over the first ${checkpoint.size} entries` };
}
