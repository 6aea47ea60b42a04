import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../../../adapters/nemsis-xml/packs/digest.ts';
import { folderPackStore } from '../../../../adapters/nemsis-xml/packs/folder-pack-store.ts';
import { memoryPackStore } from '../../../../adapters/nemsis-xml/packs/memory-pack-store.ts';
import type { StoredPack } from '../../../../adapters/nemsis-xml/packs/pack-store.ts';
import { type Pack, packId } from '../../../../schemas/nemsis/pack.ts';

const folders: string[] = [];
const aFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const aPack = (text = 'rules', more: Partial<Pack> = {}): StoredPack => {
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

/** What every store of packs does. */
describe.each([
  ['in memory', memoryPackStore],
  ['in a folder', () => folderPackStore(join(aFolder(), 'not', 'there', 'yet'))],
])('packs %s', (_, open) => {
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

describe('packs in a folder', () => {
  test('a file that was changed there is not used', async () => {
    const folder = aFolder();
    const store = folderPackStore(folder);
    await store.put(aPack());
    writeFileSync(join(folder, packId(aPack().pack), 'EMSDataSet.sch'), 'tampered');
    await expect(store.get(packId(aPack().pack))).rejects.toThrow(
      "The pack's file EMSDataSet.sch is not the one that was installed; install the pack again.",
    );
  });

  test('a note that leads elsewhere is not followed', async () => {
    const folder = aFolder();
    const store = folderPackStore(folder);
    await store.put(aPack());
    const { pack } = aPack('x', { files: { '../../secret': sha256(Buffer.from('x')) } });
    writeFileSync(join(folder, packId(pack), 'pack.json'), JSON.stringify(pack));
    await expect(store.get(packId(pack))).rejects.toThrow('must be a plain name');
  });

  test('two that install the same at once do not disturb each other', async () => {
    const folder = aFolder();
    const put = await Promise.all([1, 2, 3].map(() => folderPackStore(folder).put(aPack())));
    expect(put.toSorted().at(-1)).toBe('there');
    expect(readdirSync(folder)).toStrictEqual([packId(aPack().pack)]);
  });
});
