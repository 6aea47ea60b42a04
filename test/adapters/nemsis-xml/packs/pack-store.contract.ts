import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../../adapters/nemsis-xml/packs/digest.ts';
import type { PackStore, StoredPack } from '../../../../adapters/nemsis-xml/packs/pack-store.ts';
import { type Pack, packId } from '../../../../schemas/nemsis/pack.ts';

/** A pack of one file of this text. */
export const aPack = (text = 'rules', more: Partial<Pack> = {}): StoredPack => {
  const bytes = new Uint8Array(Buffer.from(text));
  const pack: Pack = {
    name: 'emsdataset',
    kind: 'rules',
    dataSet: 'EMS',
    release: '3.5.1.250403CP1',
    version: '1.2',
    main: 'EMSDataSet.sch',
    files: { 'EMSDataSet.sch': sha256(bytes) },
    ...more,
  };
  return { pack, files: new Map([['EMSDataSet.sch', bytes]]) };
};

/** What every store of packs does; `open` gives an empty one. */
export const packStoreContract = (name: string, open: () => PackStore): void => {
  describe(`packs ${name}`, () => {
    test('at first there are none', async () => {
      const store = open();
      expect(await store.list()).toStrictEqual([]);
      expect(await store.get('nothing')).toBeUndefined();
    });

    test('what was put is listed and given back', async () => {
      const store = open();
      const [national, state] = [aPack(), aPack('others', { state: 'CT' })];
      expect([await store.put(national), await store.put(state)]).toStrictEqual(['stored', 'stored']);
      const listed = await store.list();
      expect(new Set(listed.map(packId))).toStrictEqual(
        new Set(['3.5.1.250403CP1_rules_emsdataset_US_1.2', '3.5.1.250403CP1_rules_emsdataset_CT_1.2']),
      );
      expect(await store.get(packId(state.pack))).toStrictEqual(state);
    });

    test('a pack never changes', async () => {
      const store = open();
      await store.put(aPack());
      expect(await store.put(aPack())).toBe('there');
      expect(await store.put(aPack('changed'))).toBe('different');
      expect(await store.get(packId(aPack().pack))).toStrictEqual(aPack());
    });

    test('files that are not those of the pack are not put', async () => {
      const store = open();
      const { pack } = aPack();
      await expect(store.put({ pack, files: aPack('other').files })).rejects.toThrow('is not the one');
      expect(await store.list()).toStrictEqual([]);
    });
  });
};
