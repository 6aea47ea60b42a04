import { rootOf } from './frontier.ts';
import { TILE_WIDTH, type Tile, tilePath } from './tile.ts';
import type { TileStore } from './tile-store.ts';
import { readTile, tileTree } from './tile-tree.ts';
import type { TreeHead } from './verify-proof.ts';

/** Hashes of one level, and the place on that level of the first. */
interface Row {
  readonly level: number;
  readonly first: number;
  readonly hashes: readonly Uint8Array[];
}

/** What of a tile was there before the row began. */
const before = async (store: TileStore, { level, first }: Row): Promise<Uint8Array[]> => {
  const index = Math.floor(first / TILE_WIDTH);
  const width = first - index * TILE_WIDTH;
  return width === 0 ? [] : readTile(store, { level, index, width });
};

interface Written extends Tile {
  readonly hashes: readonly Uint8Array[];
}

/** The tiles that a row of new hashes begins, grows or fills. */
const tilesWith = async (store: TileStore, row: Row): Promise<Written[]> => {
  const hashes = [...(await before(store, row)), ...row.hashes];
  const start = Math.floor(row.first / TILE_WIDTH);
  const end = row.first + row.hashes.length;
  return Array.from({ length: Math.ceil(end / TILE_WIDTH) - start }, (_, n) => {
    const within = hashes.slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH);
    return { level: row.level, index: start + n, width: within.length, hashes: within };
  });
};

const bytesOf = ({ hashes }: Written) => new Uint8Array(Buffer.concat(hashes));

/** What the filled tiles give the level above. */
const rowAbove = (row: Row, tiles: readonly Written[]): Row => ({
  level: row.level + 1,
  first: Math.floor(row.first / TILE_WIDTH),
  hashes: tiles.filter(({ width }) => width === TILE_WIDTH).map(({ hashes }) => rootOf(hashes)),
});

/** A store that remembers what went into it, so that the root needs none of it read again. */
const remembering = (store: TileStore): TileStore => {
  const written = new Map<string, Uint8Array>();
  return {
    get: async (path) => written.get(path) ?? store.get(path),
    async put(path, bytes) {
      await store.put(path, bytes);
      written.set(path, bytes);
    },
  };
};

/**
 * Adds leaf hashes to the log of `size` leaves: writes the tiles that are new or have grown, and gives the tree that is
 * then there. Nothing counts until a checkpoint of that size is signed, so a call that was cut off is repeated with the
 * same leaves, or with more: each tile has the same bytes again.
 *
 *   size 254, 3 leaves   level 0: tile/0/000 (full)  tile/0/001.p/1      level 1: tile/1/000.p/1
 *
 * Throws BrokenLog when a tile of the present size is missing, or other leaves were written at these places.
 */
export const integrate = async (
  store: TileStore,
  size: number,
  leaves: readonly Uint8Array[],
): Promise<TreeHead> => {
  const tiles = remembering(store);
  let row: Row = { level: 0, first: size, hashes: leaves };
  while (row.hashes.length > 0) {
    const grown = await tilesWith(tiles, row);
    await Promise.all(grown.map((tile) => tiles.put(tilePath(tile), bytesOf(tile))));
    row = rowAbove(row, grown);
  }
  const tree = tileTree(tiles, size + leaves.length);
  return { size: tree.size, root: await tree.root() };
};
