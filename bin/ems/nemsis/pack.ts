import { readFile, stat } from 'node:fs/promises';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { folderPackStore } from '../../../adapters/nemsis-xml/packs/folder-pack-store.ts';
import type { PackStore, StoredPack } from '../../../adapters/nemsis-xml/packs/pack-store.ts';
import { packsOfRelease } from '../../../adapters/nemsis-xml/packs/packs-of-release.ts';
import {
  filesInFolder,
  filesInZip,
  type ReleaseFiles,
} from '../../../adapters/nemsis-xml/packs/release-files.ts';
import { s3PackStore } from '../../../adapters/nemsis-xml/packs/s3-pack-store.ts';
import { packId, State } from '../../../schemas/nemsis/pack.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Session } from '../cli/verb.ts';
import { writableFolder } from '../cli/writable-folder.ts';
import { outputOf, type Target } from '../target.ts';
import { DEFAULT_PACKS } from './packs-folder.ts';

/** What `nemsis pack` is asked; `release` is the folder or zip file, and `--release` what it is called. */
export const Installing = z.object({
  source: z.string().min(1),
  state: State.optional(),
  release: z
    .string()
    .regex(/^3\.\d+\.\d+\.\w+$/, 'a release, as 3.5.1.250403CP1')
    .optional(),
  packs: z.string().min(1).default(DEFAULT_PACKS),
  deployed: z.boolean().default(false),
});
type Installing = z.output<typeof Installing>;

/** An archive that is larger is no release. */
const ARCHIVE_LIMIT = 100_000_000;

const notThere = (source: string) =>
  new OperatorFault({
    problem: `${source} cannot be read as a release.`,
    advice: 'Name the folder or the zip file as it was published.',
    exitCode: 2,
  });

const refused = (source: string, problems: readonly string[]) =>
  new OperatorFault({
    problem: `${source} cannot be installed:${problems.map((each) => `\n    ${each}`).join('')}`,
    advice: 'Nothing was installed. Put these places right, or ask whoever published it.',
  });

const filesOf = async (source: string): Promise<ReleaseFiles> => {
  const found = await stat(source).catch(() => undefined);
  if (found === undefined) throw notThere(source);
  if (!found.isDirectory() && found.size > ARCHIVE_LIMIT)
    throw refused(source, [`The file has more than ${ARCHIVE_LIMIT} bytes.`]);
  const read = found.isDirectory()
    ? await filesInFolder(source)
    : filesInZip(new Uint8Array(await readFile(source)));
  if (!read.ok) throw refused(source, [read.message]);
  return read.files;
};

const different = (id: string) =>
  new OperatorFault({
    problem: `${id} is installed already, with other files.`,
    advice:
      'A pack never changes. If the installed one is wrong, remove its folder and run the command again.',
  });

const lineOf = (id: string, { pack }: StoredPack, put: string) =>
  `${put === 'there' ? 'was there' : 'installed'}: ${id} (${Object.keys(pack.files).length} files)`;

const folderOfPacks = async (folder: string): Promise<PackStore> => {
  await writableFolder(folder, '--packs');
  return folderPackStore(folder);
};

const deployedPacks = (target: Target): PackStore =>
  s3PackStore(new S3Client(target.client), outputOf(target, 'ExportsBucket'));

/** Installs every schema and every file of rules of a release, or nothing where one of them cannot be used. */
export const installRelease = async (
  { source, state, release, ...where }: Installing,
  { screen, target }: Session,
): Promise<void> => {
  const files = await filesOf(source);
  screen.progress(`${files.size} files read; trying schemas and rules`);
  const read = packsOfRelease(files, { ...(state && { state }), ...(release && { release }) });
  if (!read.ok) throw refused(source, read.problems);
  for (const path of read.skipped) screen.progress(`left out, being a sample: ${path}`);
  const store = where.deployed ? deployedPacks(await target()) : await folderOfPacks(where.packs);
  for (const each of read.packs) {
    const id = packId(each.pack);
    const put = await store.put(each);
    if (put === 'different') throw different(id);
    screen.result({ id, put, ...each.pack }, lineOf(id, each, put));
  }
};
