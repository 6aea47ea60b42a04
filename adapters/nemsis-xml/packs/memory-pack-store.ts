import { packId } from '../../../schemas/nemsis/pack.ts';
import { intact, packDigest } from './digest.ts';
import type { PackStore, StoredPack } from './pack-store.ts';

/** Packs in memory. */
export const memoryPackStore = (): PackStore => {
  const packs = new Map<string, StoredPack>();
  return {
    list: async () => [...packs.values()].map(({ pack }) => pack),
    async get(id) {
      const stored = packs.get(id);
      return stored && intact(stored);
    },
    async put(stored) {
      const id = packId(stored.pack);
      const known = packs.get(id);
      if (known) return packDigest(known.pack) === packDigest(stored.pack) ? 'there' : 'different';
      packs.set(id, intact(stored));
      return 'stored';
    },
  };
};
