import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Unzipped, unzipSync } from 'fflate';

/** The schemas and files of rules of a release, by their paths in it, parted by `/`. */
export type ReleaseFiles = ReadonlyMap<string, Uint8Array>;

type Read =
  | { readonly ok: true; readonly files: ReleaseFiles }
  | { readonly ok: false; readonly message: string };

/** The official release of all data sets has 60 files and 5 MB. */
const RELEASE_LIMIT = { files: 2_000, bytes: 100_000_000 };
type Limit = typeof RELEASE_LIMIT;

const WANTED = /\.(xsd|sch)$/i;
const no = (message: string): Read => ({ ok: false, message });
const tooMuch = ({ files, bytes }: Limit): Read =>
  no(`There are more than ${files} files, or more than ${bytes} bytes of them: that is no release.`);

/** Paths that lead out of where they are put. */
const leadsOut = (path: string): boolean =>
  path.startsWith('/') || /[\\:\0]/.test(path) || path.split('/').includes('..');

/** Sizes as an archive states them: what it really holds is cut off there by the library. */
class Budget {
  private files = 0;
  private bytes = 0;
  private readonly limit: Limit;

  constructor(limit: Limit) {
    this.limit = limit;
  }

  admits(size: number): boolean {
    this.files += 1;
    this.bytes += size;
    return this.files <= this.limit.files && this.bytes <= this.limit.bytes;
  }
}

const inflated = (
  bytes: Uint8Array,
  wanted: (name: string, size: number) => boolean,
): Unzipped | undefined => {
  try {
    return unzipSync(bytes, { filter: ({ name, originalSize }) => wanted(name, originalSize) });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
};

/** The files of a release that comes as a zip file; nobody vouches for what is in it. */
export const filesInZip = (bytes: Uint8Array, limit: Limit = RELEASE_LIMIT): Read => {
  const budget = new Budget(limit);
  let [out, within] = ['', true];
  const unzipped = inflated(bytes, (name, size) => {
    if (leadsOut(name)) out = name;
    if (!WANTED.test(name) || out !== '' || !within) return false;
    within = budget.admits(size);
    return within;
  });
  if (unzipped === undefined) return no('The file cannot be read as a zip file.');
  if (out !== '') return no('The zip file has a path that leads out of it.');
  return within ? { ok: true, files: new Map(Object.entries(unzipped)) } : tooMuch(limit);
};

/** The files of a release that lies in a folder. */
export const filesInFolder = async (folder: string, limit: Limit = RELEASE_LIMIT): Promise<Read> => {
  const names = (await readdir(folder, { recursive: true })).filter((name) => WANTED.test(name)).sort();
  const budget = new Budget(limit);
  const files = new Map<string, Uint8Array>();
  for (const name of names) {
    const { size } = await stat(join(folder, name));
    if (!budget.admits(size)) return tooMuch(limit);
    files.set(name.split(sep).join('/'), new Uint8Array(await readFile(join(folder, name))));
  }
  return { ok: true, files };
};
