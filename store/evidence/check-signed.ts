import { type Checkpoint, openCheckpoint } from '../log/checkpoint.ts';
import { isSignedOnce, openNote } from '../log/note.ts';
import { parseVerifierKey, type VerifierKey } from '../log/verifier-key.ts';
import type { BundleFiles } from './bundle.ts';
import type { Check } from './fault.ts';
import { earlierCheckpoint, FILES, sizeIn } from './layout.ts';
import { textIn } from './read.ts';
import { sealText } from './seal.ts';

/** The key of a bundle; the one that the checker has from elsewhere, where there is one. */
export async function* checkKey(files: BundleFiles, trusted: string | undefined): Check<VerifierKey> {
  const file = FILES.key;
  const text = yield* textIn(files, file);
  const key = text.endsWith('\n') ? parseVerifierKey(text.slice(0, -1)) : undefined;
  if (!key) return yield { file, what: 'it is no verifier key' };
  if (trusted !== undefined && trusted.trim() !== text.trim())
    yield { file, what: 'it is not the key you trust' };
  return key;
}

async function* checkpointAt(files: BundleFiles, file: string, key: VerifierKey): Check<Checkpoint> {
  const note = yield* textIn(files, file);
  const checkpoint = openCheckpoint(note, key);
  if (!checkpoint) return yield { file, what: 'it is no checkpoint that this key signed' };
  if (!isSignedOnce(note)) yield { file, what: 'it has signatures that cannot be checked here' };
  return checkpoint;
}

/** A checkpoint and the file it lies in. */
export interface Filed {
  readonly file: string;
  readonly checkpoint: Checkpoint;
}

/** The checkpoints of a bundle, each under the name of its size, oldest first; the newest last. */
export async function* checkCheckpoints(files: BundleFiles, key: VerifierKey): Check<readonly Filed[]> {
  const newest = yield* checkpointAt(files, FILES.checkpoint, key);
  const filed: Filed[] = [];
  for (const size of sizesIn(files)) {
    const file = earlierCheckpoint(size);
    const checkpoint = yield* checkpointAt(files, file, key);
    if (checkpoint.size !== size) yield { file, what: `it is of ${checkpoint.size} entries` };
    if (size >= newest.size)
      yield { file, what: `the newest checkpoint, of ${newest.size} entries, is not newer` };
    filed.push({ file, checkpoint });
  }
  return [...filed, { file: FILES.checkpoint, checkpoint: newest }];
}

const sizesIn = (files: BundleFiles): number[] =>
  files.paths
    .map(sizeIn)
    .filter((size) => size !== undefined)
    .toSorted((one, other) => one - other);

/** That the log signed for this set of checkpoints: none was taken out or put in. */
export async function* checkSeal(files: BundleFiles, key: VerifierKey, filed: readonly Filed[]): Check<void> {
  const file = FILES.seal;
  const seal = yield* textIn(files, file);
  const text = openNote(seal, key);
  if (text === undefined || !isSignedOnce(seal))
    return yield { file, what: 'it is no seal that this key signed' };
  const notes: string[] = [];
  for (const each of filed) notes.push(yield* textIn(files, each.file));
  if (text !== sealText(key.name, notes))
    yield { file, what: 'it is not over these checkpoints: one was added, left out or exchanged' };
}
