import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { folderPackStore } from '../../adapters/nemsis-xml/packs/folder-pack-store.ts';
import { packsOfRelease } from '../../adapters/nemsis-xml/packs/packs-of-release.ts';
import { filesInFolder } from '../../adapters/nemsis-xml/packs/release-files.ts';
import { ROOT } from '../../local/root.ts';

const FOLDER = join(ROOT, 'bench', '.cache', 'nemsis-packs');

/** Installs the official schemas and rules as packs, in a folder of the measurement's own; gives the folder. */
export const installOfficialPacks = async (material: string): Promise<string> => {
  const files = await filesInFolder(join(material, 'official'));
  const read = files.ok ? packsOfRelease(files.files, {}) : { ok: false as const, problems: [files.message] };
  if (!read.ok) throw new Error(`The official release cannot be installed: ${read.problems.join(' ')}`);
  await rm(FOLDER, { recursive: true, force: true });
  const store = folderPackStore(FOLDER);
  for (const pack of read.packs) await store.put(pack);
  return FOLDER;
};
