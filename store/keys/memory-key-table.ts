import { type KeyTable, PAGE } from './key-table.ts';

/** A table of keys in memory, for tests and simulations. */
export const memoryKeyTable = (): KeyTable => {
  const items = new Map<string, Map<string, Readonly<Record<string, unknown>>>>();
  const partition = (pk: string) => items.get(pk) ?? new Map<string, Readonly<Record<string, unknown>>>();
  const sorted = (pk: string, prefix: string) =>
    [...partition(pk)].filter(([sk]) => sk.startsWith(prefix)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const put = (item: { pk: string; sk: string }): 'put' => {
    items.set(item.pk, partition(item.pk).set(item.sk, { ...item }));
    return 'put';
  };
  return {
    get: async (pk, sks) => sks.map((sk) => partition(pk).get(sk)).filter((item) => item !== undefined),
    last: async (pk, prefix) => sorted(pk, prefix).at(-1)?.[1],
    page: async (pk, prefix, after) =>
      sorted(pk, prefix)
        .filter(([sk]) => sk > after)
        .slice(0, PAGE)
        .map(([, item]) => item),
    create: async (item) => (partition(item.pk).has(item.sk) ? 'taken' : put(item)),
    replace: async (item, wrapped) =>
      partition(item.pk).get(item.sk)?.['wrapped'] === wrapped ? put(item) : 'stale',
  };
};
