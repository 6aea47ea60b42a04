import type { BundleFiles, BundleSink } from './bundle.ts';

/** Few bytes, so that lines and characters are divided between pieces, as they are in a long file. */
const PIECE = 1_000;

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** The files of a bundle in memory, for tests and simulations. */
export const memoryBundleFiles = (files: ReadonlyMap<string, Uint8Array>): BundleFiles => ({
  paths: [...files.keys()],
  bytes: async (path) => files.get(path),
  pieces(path) {
    const bytes = files.get(path);
    return bytes && piecesOf(bytes);
  },
});

/** Where a bundle goes in memory. */
export const memoryBundleSink = (files: Map<string, Uint8Array>): BundleSink => ({
  async put(path, bytes) {
    if (files.has(path)) throw new Error(`${path} is there already.`);
    files.set(path, bytes);
  },
  async append(path, text) {
    files.set(path, new Uint8Array(Buffer.concat([files.get(path) ?? Buffer.of(), Buffer.from(text)])));
  },
});
