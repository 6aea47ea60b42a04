import type { EvidenceCommit } from '../../schemas/evidence.ts';
import { openCheckpoint } from '../log/checkpoint.ts';
import { integrate } from '../log/integrate.ts';
import { leafHashOf } from '../log/leaf.ts';
import { memoryTileStore } from '../log/memory-tile-store.ts';
import { signNote } from '../log/note.ts';
import type { Signer } from '../log/signer.ts';
import { verifierKeyText } from '../log/verifier-key.ts';
import { commitLine, entryLine, entryOf } from './entry.ts';
import { earlierCheckpoint, FILES } from './layout.ts';
import { sealText } from './seal.ts';

/** A log as it is: who signs for it under which name, and all checkpoints that were signed (notes), oldest first. */
export interface Signed {
  readonly origin: string;
  readonly signer: Signer;
  readonly checkpoints: readonly string[];
}

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

/**
 * A bundle of evidence by its paths: the log's key and checkpoints, its tiles, every entry, and every commit as it was
 * stored, sealed. `commits` are those of the log's entries, in their order, as many as the newest checkpoint counts.
 * The tiles are made anew from the commits: a bundle of commits that are not those signed is made, and does not verify.
 */
export const makeBundle = async (
  log: Signed,
  commits: readonly EvidenceCommit[],
): Promise<Map<string, Uint8Array>> => {
  const entries = commits.map(entryOf);
  const files = new Map<string, Uint8Array>();
  await integrate(memoryTileStore(files), 0, entries.map(leafHashOf));
  const { key, opened } = await openedAll(log);
  const seal = sealText(
    log.origin,
    opened.map(({ note }) => note),
  );
  const texts: (readonly [string, string])[] = [
    [FILES.key, `${verifierKeyText(key)}\n`],
    ...filesOf(opened),
    [FILES.seal, await signNote(seal, log.origin, log.signer)],
    [FILES.entries, jsonLines(entries.map(entryLine))],
    [FILES.commits, jsonLines(commits.map(commitLine))],
  ];
  for (const [path, text] of texts) files.set(path, new TextEncoder().encode(text));
  return files;
};
