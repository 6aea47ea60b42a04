import type { ArchiveBucket } from './archive-bucket.ts';

/** An archive's bucket in memory, for tests and simulations; `objects` may hold some, and is where new ones go. */
export const memoryArchiveBucket = (objects = new Map<string, Uint8Array>()): ArchiveBucket => {
  const names = (prefix: string) => [...objects.keys()].filter((name) => name.startsWith(prefix)).toSorted();
  return {
    names: async (prefix) => names(prefix),
    async folders(prefix) {
      const below = names(prefix).filter((name) => name.includes('/', prefix.length));
      return [...new Set(below.map((name) => name.slice(0, name.indexOf('/', prefix.length) + 1)))];
    },
    get: async (name) => objects.get(name),
    async put(name, bytes) {
      if (objects.has(name)) return 'taken';
      objects.set(name, bytes);
      return 'put';
    },
  };
};
