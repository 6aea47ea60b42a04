import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
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

/** Writes a bundle, file by file. */
export const writeBundle = async (folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> => {
  for (const [path, bytes] of files) {
    const file = join(folder, ...path.split('/'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes, { flag: 'wx' });
  }
};

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

/** All files of a folder by their paths, as a bundle names them. */
export const readBundle = async (folder: string): Promise<ReadonlyMap<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  for (const entry of await entriesOf(folder)) {
    if (entry.isDirectory()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(relative(folder, file).split(sep).join('/'), await readFile(file));
  }
  return files;
};
