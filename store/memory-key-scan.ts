import type { CommitTable } from './commit-table.ts';
import type { CommitKey, CommitPlace, KeyScan, Segment } from './key-scan.ts';
import { segmentOf } from './segment-of.ts';

interface Scanned {
  readonly table: CommitTable;
  readonly keys: KeyScan;
}

const byKey = (a: CommitKey, b: CommitKey): number => (a.pk === b.pk ? a.sk - b.sk : a.pk < b.pk ? -1 : 1);

/** A commit table in memory whose keys can be scanned: the table to write through, and the scan. */
export const memoryKeyScan = (table: CommitTable, { pageSize = 3 } = {}): Scanned => {
  const put: CommitPlace[] = [];
  const rest = ({ segment, segments }: Segment, from: CommitKey | undefined) =>
    put
      .filter((key) => segmentOf(key.pk, segments) === segment && (!from || byKey(key, from) > 0))
      .sort(byKey);
  return {
    table: {
      ...table,
      async put(item) {
        const done = await table.put(item);
        if (done === 'put') put.push({ pk: item.pk, sk: item.sk, last: item.last });
        return done;
      },
    },
    keys: {
      async page(at, from) {
        const found = rest(at, from);
        const items = found.slice(0, pageSize);
        const last = items.at(-1);
        return found.length > pageSize && last ? { items, next: { pk: last.pk, sk: last.sk } } : { items };
      },
      estimate: async () => put.length,
    },
  };
};
