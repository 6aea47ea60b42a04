import type { CommitItem } from './commit-item.ts';
import type { CommitTable } from './commit-table.ts';

/** A commit table in memory, for tests and simulations. Items are kept as text, as no table gives back the same object. */
export const memoryCommitTable = ({ pageSize = 1000 } = {}): CommitTable => {
  const items = new Map<string, Map<number, string>>();
  const stream = (pk: string) => items.get(pk) ?? new Map<number, string>();
  return {
    async put(item: CommitItem) {
      if (stream(item.pk).has(item.sk)) return 'taken';
      items.set(item.pk, stream(item.pk).set(item.sk, JSON.stringify(item)));
      return 'put';
    },
    async newest(pk, limit, before = Number.POSITIVE_INFINITY) {
      const keys = [...stream(pk).keys()].filter((key) => key < before).sort((a, b) => b - a);
      const shown = keys.slice(0, Math.min(limit, pageSize));
      const next = keys.length > shown.length ? shown.at(-1) : undefined;
      const found = shown.map((key) => JSON.parse(stream(pk).get(key) ?? 'null'));
      return { items: found, ...(next === undefined ? {} : { next }) };
    },
    async page(pk, after, limit = pageSize) {
      const keys = [...stream(pk).keys()].filter((key) => key > after).sort((a, b) => a - b);
      const shown = keys.slice(0, limit);
      const next = keys.length > limit ? shown.at(-1) : undefined;
      const found = shown.map((key) => JSON.parse(stream(pk).get(key) ?? 'null'));
      return { items: found, ...(next === undefined ? {} : { next }) };
    },
  };
};
