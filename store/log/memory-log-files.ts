import type { LogFiles } from './log-files.ts';
import { memoryTileStore } from './memory-tile-store.ts';

/** A log in memory, for tests and simulations; `files` may hold some of it, and is where more goes. */
export const memoryLogFiles = (files = new Map<string, Uint8Array>()): LogFiles => ({
  ...memoryTileStore(files),
  async *paths(beginning) {
    yield* [...files.keys()].filter((path) => path.startsWith(beginning)).toSorted();
  },
});
