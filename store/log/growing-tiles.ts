import { rootOf } from './frontier.ts';
import { TILE_WIDTH, type Tile } from './tile.ts';

/** A tile and the hashes in it. */
export interface FilledTile extends Tile {
  readonly hashes: readonly Uint8Array[];
}

/** A tree that grows leaf by leaf, and gives its tiles. */
export interface GrowingTiles {
  add(leaf: Uint8Array): Promise<void>;
  /** The tree is whole: gives the tiles that are not full. */
  end(): Promise<void>;
}

/**
 * The tiles of a tree whose leaves come one after the other, each given once: when it is full, or at the end. No more is
 * held than one tile of each level, however many leaves there are.
 *
 *   leaf 0 … 255     level 0: tile 0 is full, given ─── its root is hash 0 of level 1
 *   leaf 256, end    level 0: tile 1 with 1 hash, given    level 1: tile 0 with 1 hash, given
 */
export const growingTiles = (give: (tile: FilledTile) => Promise<void>): GrowingTiles => {
  const levels: { index: number; hashes: Uint8Array[] }[] = [];
  const add = async (hash: Uint8Array, level: number): Promise<void> => {
    const row = levels[level] ?? { index: 0, hashes: [] };
    levels[level] = row;
    row.hashes.push(hash);
    if (row.hashes.length < TILE_WIDTH) return;
    const hashes = row.hashes.splice(0);
    await give({ level, index: row.index, width: TILE_WIDTH, hashes });
    row.index += 1;
    await add(rootOf(hashes), level + 1);
  };
  return {
    add: (leaf) => add(leaf, 0),
    async end() {
      for (const [level, { index, hashes }] of levels.entries())
        if (hashes.length > 0) await give({ level, index, width: hashes.length, hashes });
    },
  };
};
