import { openCheckpoint } from '../log/checkpoint.ts';
import { tilePath, tilesOf } from '../log/tile.ts';
import type { VerifierKey } from '../log/verifier-key.ts';
import type { BundleFiles } from './bundle.ts';
import { checkHistory, type HashOf } from './check-history.ts';
import { checkCheckpoints, checkKey, checkSeal, type Filed } from './check-signed.ts';
import { checkRoots, rootsAt, tilesBeside } from './check-tree.ts';
import type { Check, Fault } from './fault.ts';
import { FILES } from './layout.ts';

/** Entries between two words of how far a check is. */
const TOLD_EVERY = 1_000;

/** What a bundle is checked against beside itself. */
export interface Against {
  readonly hashOf: HashOf;
  /** The log's key as text, where the checker has it from elsewhere: else a bundle is only known to agree with itself. */
  readonly key?: string;
  /** Checkpoints (notes) of the log that the checker has kept: they show that nothing was rewritten or cut off since. */
  readonly kept?: readonly string[];
  /** Told now and then how many of the entries are checked. */
  checked?(entries: number, of: number): void;
}

/** What was found: all is whole, and what it is of; or the first broken place. */
export type Verdict =
  | { readonly ok: true; readonly origin: string; readonly entries: number; readonly checkpoints: number }
  | ({ readonly ok: false } & Fault);

/** The tenant of a log's name: what is behind its last slash. */
const tenantOf = (origin: string): string => origin.slice(origin.lastIndexOf('/') + 1);

/** The checkpoints that the checker kept, under a name that says which. */
async function* keptOnes(kept: readonly string[], key: VerifierKey, size: number): Check<Filed[]> {
  const filed: Filed[] = [];
  for (const [n, note] of kept.entries()) {
    const file = `(kept checkpoint ${n + 1})`;
    const checkpoint = openCheckpoint(note, key);
    if (!checkpoint) yield { file, what: 'it is no checkpoint that this key signed' };
    else if (checkpoint.size > size)
      yield { file, what: `it is of ${checkpoint.size} entries; the bundle ends after ${size}` };
    else filed.push({ file, checkpoint });
  }
  return filed;
}

/** That there is no file but those that were checked. */
async function* nothingElse(files: BundleFiles, checked: readonly string[]): Check<void> {
  const known = new Set(checked);
  for (const file of files.paths)
    if (!known.has(file)) yield { file, what: 'it does not belong to a bundle' };
}

/** Sizes of the notes that are checkpoints of this key; what the others are is told in their turn. */
const sizesOf = (notes: readonly string[], key: VerifierKey): number[] =>
  notes.flatMap((note) => openCheckpoint(note, key)?.size ?? []);

async function* whole(files: BundleFiles, against: Against): Check<Verdict> {
  const { hashOf, kept = [], checked = () => undefined } = against;
  const key = yield* checkKey(files, against.key);
  const filed = yield* checkCheckpoints(files, key);
  yield* checkSeal(files, key, filed);
  const size = filed.at(-1)?.checkpoint.size ?? 0;
  const tree = rootsAt([...filed.map(({ checkpoint }) => checkpoint.size), ...sizesOf(kept, key)]);
  const tiles = tilesBeside(files);
  const history = { tenantId: tenantOf(key.name), hashOf, size };
  let entries = 0;
  yield* checkHistory(files, history, async (leaf) => {
    tree.add(leaf);
    await tiles.add(leaf);
    entries += 1;
    if (entries % TOLD_EVERY === 0) checked(entries, size);
  });
  yield* tiles.end();
  yield* checkRoots(tree.roots, [...filed, ...(yield* keptOnes(kept, key, size))]);
  const paths = [...Object.values(FILES), ...filed.map(({ file }) => file), ...tilesOf(size).map(tilePath)];
  yield* nothingElse(files, paths);
  return { ok: true, origin: key.name, entries: size, checkpoints: filed.length };
}

/**
 * Checks a bundle of evidence without asking anybody: that the log's key signed the checkpoints, that every commit is as
 * it was hashed and follows the one before it, that every entry, tile and root is made of those commits, and that
 * nothing was left out or put in. Gives the first place that is broken. Every file is read once, and of a long one no
 * more is held than a line, and for each stream how it ended.
 */
export const verifyBundle = async (files: BundleFiles, against: Against): Promise<Verdict> => {
  const check = whole(files, against);
  const step = await check.next();
  if (step.done) return step.value;
  const broken: Verdict = { ok: false, ...step.value };
  // Closes what is open of it.
  await check.return(broken);
  return broken;
};
