/** The files of a bundle, to be read: short ones whole, long ones piece by piece, so that none has to fit into memory. */
export interface BundleFiles {
  /** All files there are. */
  readonly paths: readonly string[];
  bytes(path: string): Promise<Uint8Array | undefined>;
  pieces(path: string): AsyncIterable<Uint8Array> | undefined;
}

/** Where a bundle is written to. */
export interface BundleSink {
  /** Writes a whole file, of which there is none yet. */
  put(path: string, bytes: Uint8Array): Promise<void>;
  /** Adds to the end of a file; begins it where there is none. */
  append(path: string, text: string): Promise<void>;
}
