import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { BundleFiles, BundleSink } from '../../../store/evidence/bundle.ts';
import { OperatorFault } from '../cli/fault.ts';

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const namesIn = (folder: string): Promise<readonly string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });

/** Makes sure that nothing lies in the folder that a bundle is to be written into, for nothing else may lie in a bundle. */
export const provideEmpty = async (folder: string): Promise<void> => {
  if ((await namesIn(folder)).length === 0) return;
  throw new OperatorFault({
    problem: `${folder} is not empty, and a bundle is all that lies in its folder. Nothing was written.`,
    advice: 'Name a folder that is new or empty.',
  });
};

/** Where a bundle goes: into a folder, which is made for it. */
export const bundleSink = (folder: string): BundleSink => {
  const provided = async (path: string): Promise<string> => {
    const file = join(folder, ...path.split('/'));
    await mkdir(dirname(file), { recursive: true });
    return file;
  };
  return {
    put: async (path, bytes) => writeFile(await provided(path), bytes, { flag: 'wx' }),
    append: async (path, text) => appendFile(await provided(path), text),
  };
};

/** Takes away what there is of a bundle that could not be made whole. */
export const removeBundle = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

const entriesOf = async (folder: string) => {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (!isAbsent(error)) throw error;
    throw new OperatorFault({
      problem: `There is no folder ${folder}.`,
      advice: 'Name the folder that "ems audit export" wrote.',
    });
  }
};

/** The files of a folder by their paths, as a bundle names them. */
export const bundleFiles = async (folder: string): Promise<BundleFiles> => {
  const files = new Map(
    (await entriesOf(folder))
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(folder, file).split(sep).join('/'), file]),
  );
  return {
    paths: [...files.keys()],
    async bytes(path) {
      const file = files.get(path);
      return file === undefined ? undefined : readFile(file);
    },
    pieces(path) {
      const file = files.get(path);
      return file === undefined ? undefined : createReadStream(file);
    },
  };
};
