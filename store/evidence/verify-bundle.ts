import { openCheckpoint } from '../log/checkpoint.ts';
import { leafHashOf } from '../log/leaf.ts';
import type { VerifierKey } from '../log/verifier-key.ts';
import { checkCommits, checkEntries, type HashOf } from './check-history.ts';
import { checkCheckpoints, checkKey, checkSeal, type Filed } from './check-signed.ts';
import { checkRoots, checkTiles } from './check-tree.ts';
import { type Check, type Fault, firstFault } from './fault.ts';
import { FILES } from './layout.ts';
import type { Files } from './read.ts';

/** What a bundle is checked against beside itself. */
export interface Against {
  readonly hashOf: HashOf;
  /** The log's key as text, where the checker has it from elsewhere: else a bundle is only known to agree with itself. */
  readonly key?: string;
  /** Checkpoints (notes) of the log that the checker has kept: they show that nothing was rewritten or cut off since. */
  readonly kept?: readonly string[];
}

/** What was found: all is whole, and what it is of; or the first broken place. */
export type Verdict =
  | { readonly ok: true; readonly origin: string; readonly entries: number; readonly checkpoints: number }
  | ({ readonly ok: false } & Fault);

/** The tenant of a log's name: what is behind its last slash. */
const tenantOf = (origin: string): string => origin.slice(origin.lastIndexOf('/') + 1);

/** The checkpoints that the checker kept, under a name that says which. */
function* keptOnes(kept: readonly string[], key: VerifierKey, size: number): Check<Filed[]> {
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
function* nothingElse(files: Files, checked: readonly string[]): Check<void> {
  const known = new Set(checked);
  for (const file of files.keys())
    if (!known.has(file)) yield { file, what: 'it does not belong to a bundle' };
}

function* whole(files: Files, { hashOf, key: trusted, kept = [] }: Against): Check<Verdict> {
  const key = yield* checkKey(files, trusted);
  const filed = yield* checkCheckpoints(files, key);
  yield* checkSeal(files, key, filed);
  const size = filed.at(-1)?.checkpoint.size ?? 0;
  const commits = yield* checkCommits(files, tenantOf(key.name), hashOf);
  const leaves = (yield* checkEntries(files, commits, size)).map(leafHashOf);
  const tiles = yield* checkTiles(files, leaves);
  yield* checkRoots(leaves, [...filed, ...(yield* keptOnes(kept, key, size))]);
  yield* nothingElse(files, [...Object.values(FILES), ...filed.map(({ file }) => file), ...tiles]);
  return { ok: true, origin: key.name, entries: size, checkpoints: filed.length };
}

/**
 * Checks a bundle of evidence without asking anybody: that the log's key signed the checkpoints, that every commit is as
 * it was hashed and follows the one before it, that every entry, tile and root is made of those commits, and that
 * nothing was left out or put in. Gives the first place that is broken.
 */
export const verifyBundle = (files: Files, against: Against): Verdict => {
  const found = firstFault(whole(files, against));
  return 'fault' in found ? { ok: false, ...found.fault } : found.proved;
};
