import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes files by their paths into a folder; gives the folder. */
export const writeFiles = async (
  folder: string,
  files: ReadonlyMap<string, Uint8Array | string>,
): Promise<string> => {
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
};
