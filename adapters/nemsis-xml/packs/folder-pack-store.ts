import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pack, packId } from '../../../schemas/nemsis/pack.ts';
import { intact, packDigest } from './digest.ts';
import type { PackStore, StoredPack } from './pack-store.ts';

const NOTE = 'pack.json';
/** Packs that are being written have names that no pack has. */
const UNFINISHED = '.unfinished-';

/** A file that lies among the packs is none of them. */
const unlessMissing =
  <T>(otherwise: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return otherwise;
    throw error;
  };

const noteIn = async (folder: string): Promise<Pack | undefined> => {
  const text = await readFile(join(folder, NOTE), 'utf8').catch(unlessMissing(undefined));
  return text === undefined ? undefined : Pack.parse(JSON.parse(text));
};

const write = async (folder: string, { pack, files }: StoredPack): Promise<void> => {
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
  await writeFile(join(folder, NOTE), `${JSON.stringify(pack, null, 2)}\n`);
};

/** Somebody else put a pack there meanwhile. */
const taken = (error: NodeJS.ErrnoException): false => {
  if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return false;
  throw error;
};

const compared = (known: Pack | undefined, { pack }: StoredPack) =>
  known !== undefined && packDigest(known) === packDigest(pack) ? 'there' : 'different';

/** Packs in a folder, each in a folder of its own, which appears there as a whole. */
export const folderPackStore = (root: string): PackStore => {
  const folderOf = (id: string) => join(root, id);
  return {
    async list() {
      const names = await readdir(root).catch(unlessMissing<string[]>([]));
      const packs = await Promise.all(
        names
          .filter((name) => !name.startsWith('.'))
          .sort()
          .map((name) => noteIn(folderOf(name))),
      );
      return packs.filter((pack) => pack !== undefined);
    },
    async get(id) {
      const pack = await noteIn(folderOf(id));
      if (pack === undefined) return undefined;
      const read = Object.keys(pack.files).map(
        async (name) => [name, new Uint8Array(await readFile(join(folderOf(id), name)))] as const,
      );
      return intact({ pack, files: new Map(await Promise.all(read)) });
    },
    async put(stored) {
      const id = packId(stored.pack);
      const known = await noteIn(folderOf(id));
      if (known) return compared(known, stored);
      await mkdir(root, { recursive: true });
      const unfinished = await mkdtemp(join(root, UNFINISHED));
      await write(unfinished, intact(stored));
      const first = await rename(unfinished, folderOf(id)).then(() => true, taken);
      if (first) return 'stored';
      await rm(unfinished, { recursive: true });
      return compared(await noteIn(folderOf(id)), stored);
    },
  };
};
