import { forked } from './broken-log.ts';
import { sameBytes } from './merkle.ts';
import type { TileStore } from './tile-store.ts';

/** Tiles in memory, for tests and simulations; `tiles` may hold some, and is where new ones go. */
export const memoryTileStore = (tiles = new Map<string, Uint8Array>()): TileStore => ({
  get: async (path) => tiles.get(path),
  async put(path, bytes) {
    const there = tiles.get(path);
    if (there && !sameBytes(there, bytes)) throw forked(path);
    tiles.set(path, bytes);
  },
});
