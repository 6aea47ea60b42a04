import { createHash } from 'node:crypto';
import type { Artifacts } from './artifacts.ts';

/** Files of exports in memory, by their keys. */
export const memoryArtifacts = (files: Map<string, Uint8Array> = new Map()): Artifacts => ({
  async put(key, bytes, sha256) {
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Error(`What is put at ${key} has another SHA-256.`);
    files.set(key, bytes);
  },
  get: async (key) => files.get(key),
});
