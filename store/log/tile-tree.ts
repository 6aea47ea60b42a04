import { BrokenLog } from './broken-log.ts';
import { rootOf } from './frontier.ts';
import { foldSubtrees, HASH_BYTES } from './merkle.ts';
import { consistencyRanges, inclusionRanges, type Range, type Subtree, subtreesOf } from './ranges.ts';
import { hashesIn, placeOf, TILE_WIDTH, type Tile, tileIn, tilePath } from './tile.ts';
import type { TileStore } from './tile-store.ts';

/** The tree of one size that a log's tiles hold. What it says is as true as the tiles: compare `root` with a checkpoint. */
export interface TileTree {
  readonly size: number;
  root(): Promise<Uint8Array>;
  /** The proof that the leaf at this index is in the tree; throws a RangeError where there is none. */
  inclusion(index: number): Promise<Uint8Array[]>;
  /** The proof that the tree begins with the tree of `old` leaves; throws a RangeError where it is smaller. */
  consistency(old: number): Promise<Uint8Array[]>;
}

const found = async (store: TileStore, tile: Tile): Promise<Uint8Array> => {
  const bytes = await store.get(tilePath(tile));
  if (bytes || tile.width === TILE_WIDTH) return bytes ?? new Uint8Array();
  return (await store.get(tilePath({ ...tile, width: TILE_WIDTH }))) ?? new Uint8Array();
};

/**
 * The hashes of a tile. A full tile may stand in for a partial one, which a log may drop once it is full (tlog-tiles,
 * "Partial Tiles"). Throws BrokenLog when neither is there or what is there is too short.
 */
export const readTile = async (store: TileStore, tile: Tile): Promise<Uint8Array[]> => {
  const bytes = await found(store, tile);
  if (bytes.length < tile.width * HASH_BYTES || bytes.length % HASH_BYTES !== 0)
    throw new BrokenLog(tilePath(tile), `${tile.width} hashes were to lie there, not ${bytes.length} bytes`);
  return hashesIn(bytes).slice(0, tile.width);
};

const within = (value: number, from: number, to: number): void => {
  if (!Number.isSafeInteger(value) || value < from || value > to)
    throw new RangeError(`There is a proof from ${from} to ${to} in this tree, none for ${value}.`);
};

/** The hash of the last leaf of a tree of `size` leaves, one or more, as a log's tiles have it. */
export const lastLeaf = async (store: TileStore, size: number): Promise<Uint8Array> => {
  const index = Math.floor((size - 1) / TILE_WIDTH);
  const hashes = await readTile(store, tileIn(size, { level: 0, index }));
  return hashes.at(-1) ?? new Uint8Array();
};

/**
 * The tree of `size` leaves in a log's tiles; each tile is read once. `stored` is the size of a tree whose tiles lie
 * there, as large or larger: each of its tiles begins with what the smaller tree's has.
 */
export const tileTree = (store: TileStore, size: number, stored = size): TileTree => {
  const read = new Map<string, Promise<Uint8Array[]>>();
  const hashesOf = (tile: Tile) => {
    const path = tilePath(tile);
    const hashes = read.get(path) ?? readTile(store, tile);
    read.set(path, hashes);
    return hashes;
  };
  const subtree = async (each: Subtree) => {
    const { tile, from, to } = placeOf(each);
    return rootOf((await hashesOf(tileIn(stored, tile))).slice(from, to));
  };
  const over = async (range: Range) => foldSubtrees(await Promise.all(subtreesOf(range).map(subtree)));
  const whole = { lo: 0, hi: size };
  return {
    size,
    root: () => over(whole),
    async inclusion(index) {
      within(index, 0, size - 1);
      return Promise.all(inclusionRanges(index, whole).map(over));
    },
    async consistency(old) {
      within(old, 0, size);
      return old === 0 ? [] : Promise.all(consistencyRanges(old, whole).map(over));
    },
  };
};
