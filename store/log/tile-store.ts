/** Where a log's tiles lie. A tile never changes once it is written: its path says how much of the tree is in it. */
export interface TileStore {
  get(path: string): Promise<Uint8Array | undefined>;
  /** Stores the bytes, or finds the same ones there; throws BrokenLog where others lie, and leaves those. */
  put(path: string, bytes: Uint8Array): Promise<void>;
}
