import type { EvidenceCommit } from '../../schemas/evidence.ts';
import { openCheckpoint } from '../log/checkpoint.ts';
import { growingTiles } from '../log/growing-tiles.ts';
import { leafHashOf } from '../log/leaf.ts';
import { signNote } from '../log/note.ts';
import type { Signer } from '../log/signer.ts';
import { tilePath, tilesOf } from '../log/tile.ts';
import { verifierKeyText } from '../log/verifier-key.ts';
import type { BundleSink } from './bundle.ts';
import { commitLine, entryLine, entryOf } from './entry.ts';
import { earlierCheckpoint, FILES } from './layout.ts';
import { sealText } from './seal.ts';

/** A log as it is: who signs for it under which name, and all checkpoints that were signed (notes), oldest first. */
export interface Signed {
  readonly origin: string;
  readonly signer: Signer;
  readonly checkpoints: readonly string[];
}

/** The long files, of which each entry has a line. */
const HISTORY_FILES = [FILES.entries, FILES.commits];

const jsonLines = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

/** The checkpoints in these notes, each once: a log that has not grown signs the same bytes again. */
const openedAll = async ({ origin, signer, checkpoints }: Signed) => {
  const key = { name: origin, publicKey: await signer.publicKey() };
  const opened = [...new Set(checkpoints)].map((note, n) => {
    const checkpoint = openCheckpoint(note, key);
    if (!checkpoint) throw new Error(`Checkpoint ${n} is not one of ${origin}, or of another key.`);
    return { note, size: checkpoint.size };
  });
  const unordered = opened.findIndex(({ size }, n) => n > 0 && size <= (opened[n - 1]?.size ?? 0));
  if (unordered >= 0)
    throw new Error(`Checkpoint ${unordered} of ${origin} is not larger than the one before it.`);
  return { key, opened };
};

/** The newest checkpoint under its own name, the others by their size. */
const filesOf = (opened: readonly { note: string; size: number }[]) =>
  opened.map(({ note, size }, n): [string, string] => [
    n === opened.length - 1 ? FILES.checkpoint : earlierCheckpoint(size),
    note,
  ]);

/** Adds commits and their entries to the long files as they come, and the tiles when they are full; gives how many there were. */
const writeHistory = async (
  sink: BundleSink,
  pages: AsyncIterable<readonly EvidenceCommit[]>,
): Promise<number> => {
  const tiles = growingTiles((tile) => sink.put(tilePath(tile), new Uint8Array(Buffer.concat(tile.hashes))));
  for (const file of HISTORY_FILES) await sink.append(file, '');
  let size = 0;
  for await (const commits of pages) {
    const from = size;
    const entries = commits.map((commit, n) => entryOf(commit, from + n));
    await sink.append(FILES.entries, jsonLines(entries.map(entryLine)));
    await sink.append(FILES.commits, jsonLines(commits.map(commitLine)));
    for (const entry of entries) await tiles.add(leafHashOf(entry));
    size += commits.length;
  }
  await tiles.end();
  return size;
};

/**
 * Writes a bundle of evidence: the log's key and checkpoints, its tiles, every entry, and every commit as it was stored,
 * sealed. `pages` are the commits of the log's entries, in their order, as many as the newest checkpoint counts, of which
 * no more than a page is held. The tiles are made anew from the commits: a bundle of commits that are not those signed is
 * made, and does not verify. What is signed is written last, so that one that was broken off is none.
 *
 * @returns how many entries and files there are
 */
export const makeBundle = async (
  log: Signed,
  pages: AsyncIterable<readonly EvidenceCommit[]>,
  sink: BundleSink,
): Promise<{ entries: number; files: number }> => {
  const { key, opened } = await openedAll(log);
  const seal = sealText(
    log.origin,
    opened.map(({ note }) => note),
  );
  const entries = await writeHistory(sink, pages);
  const texts: (readonly [string, string])[] = [
    ...filesOf(opened),
    [FILES.seal, await signNote(seal, log.origin, log.signer)],
    [FILES.key, `${verifierKeyText(key)}\n`],
  ];
  for (const [path, text] of texts) await sink.put(path, new TextEncoder().encode(text));
  return { entries, files: texts.length + HISTORY_FILES.length + tilesOf(entries).length };
};
