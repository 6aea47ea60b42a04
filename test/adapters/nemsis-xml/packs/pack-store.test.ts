import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../../../adapters/nemsis-xml/packs/digest.ts';
import { folderPackStore } from '../../../../adapters/nemsis-xml/packs/folder-pack-store.ts';
import { memoryPackStore } from '../../../../adapters/nemsis-xml/packs/memory-pack-store.ts';
import { packId } from '../../../../schemas/nemsis/pack.ts';
import { aPack, packStoreContract } from './pack-store.contract.ts';

const folders: string[] = [];
const aFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

packStoreContract('in memory', memoryPackStore);
packStoreContract('in a folder', () => folderPackStore(join(aFolder(), 'not', 'there', 'yet')));

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

  test('a file that lies beside them is none of them', async () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'notes.txt'), 'x');
    expect(await folderPackStore(folder).list()).toStrictEqual([]);
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
