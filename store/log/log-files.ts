import type { TileStore } from './tile-store.ts';

/**
 * All that a log consists of: its tiles and, beside them, its signed checkpoints, each a file that never changes. The
 * listing is what tells which checkpoints there are.
 */
export interface LogFiles extends TileStore {
  /** The paths that begin so, in the order of their UTF-8 bytes; asked for piece by piece, as they are taken. */
  paths(beginning: string): AsyncIterable<string>;
}
