import { describe, expect, it } from 'vitest';
import { BrokenLog } from '../../../store/log/broken-log.ts';
import { integrate } from '../../../store/log/integrate.ts';
import type { TileStore } from '../../../store/log/tile-store.ts';
import { tileTree } from '../../../store/log/tile-tree.ts';
import { leavesTo, naiveRoot } from './naive-tree.ts';

const PATH = 'tile/0/x001/234.p/2';
const BYTES = Uint8Array.of(1, 2, 3);

/** What every store of tiles does; `open` gives one in which nothing lies. */
export const tileStoreContract = (kind: string, open: () => TileStore): void => {
  describe(`A store of tiles (${kind})`, () => {
    it('gives what was put, and nothing where nothing was', async () => {
      const store = open();
      expect(await store.get(PATH)).toBeUndefined();
      await store.put(PATH, BYTES);
      expect(await store.get(PATH)).toStrictEqual(BYTES);
      expect(await store.get('tile/0/x001/234.p/3')).toBeUndefined();
    });

    it('takes the same bytes again, and others never', async () => {
      const store = open();
      await store.put(PATH, BYTES);
      await store.put(PATH, BYTES);
      await expect(store.put(PATH, Uint8Array.of(1, 2, 4))).rejects.toBeInstanceOf(BrokenLog);
      expect(await store.get(PATH)).toStrictEqual(BYTES);
    });

    it('keeps one tile of many writers at once, and tells the others', async () => {
      const store = open();
      const writes = Array.from({ length: 8 }, (_, n) => store.put(PATH, Uint8Array.of(n)));
      const outcomes = await Promise.allSettled(writes);
      const kept = outcomes.findIndex(({ status }) => status === 'fulfilled');
      expect(await store.get(PATH)).toStrictEqual(Uint8Array.of(kept));
      const refused = outcomes.filter(({ status }) => status === 'rejected');
      expect(refused).toHaveLength(7);
      for (const { reason } of refused as PromiseRejectedResult[]) expect(reason).toBeInstanceOf(BrokenLog);
    });

    it('holds a log', async () => {
      const store = open();
      const { size } = await integrate(store, 0, leavesTo(250));
      expect(await integrate(store, size, leavesTo(270, size))).toStrictEqual({
        size: 270,
        root: naiveRoot(leavesTo(270)),
      });
      expect(await tileTree(store, 250).root()).toStrictEqual(naiveRoot(leavesTo(250)));
    });
  });
};
