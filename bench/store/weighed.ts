import { CommitItem, itemBytes } from '../../store/commit-item.ts';
import type { CommitTable } from '../../store/commit-table.ts';

/** Items that went in or out, and their bytes. */
export interface Weight {
  readonly items: number;
  readonly bytes: number;
}

const NOTHING: Weight = { items: 0, bytes: 0 };

/** A commit table that weighs what goes through it; `read` gives the weight since the last reading, and sets it back. */
export const weighed = (table: CommitTable): { table: CommitTable; read(): Weight } => {
  let weight = NOTHING;
  const add = (items: readonly unknown[]) => {
    const bytes = items.reduce<number>((sum, item) => sum + itemBytes(CommitItem.parse(item)), 0);
    weight = { items: weight.items + items.length, bytes: weight.bytes + bytes };
  };
  const weighedPage = async (page: ReturnType<CommitTable['page']>) => {
    add((await page).items);
    return page;
  };
  return {
    table: {
      put(item) {
        add([item]);
        return table.put(item);
      },
      page: (pk, after, limit) => weighedPage(table.page(pk, after, limit)),
      newest: (pk, limit, before) => weighedPage(table.newest(pk, limit, before)),
    },
    read() {
      const read = weight;
      weight = NOTHING;
      return read;
    },
  };
};
