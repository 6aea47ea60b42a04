import { EvidenceCommit } from '../../schemas/evidence.ts';
import { leafHashOf } from '../log/leaf.ts';
import type { BundleFiles } from './bundle.ts';
import { entriesBeside } from './entries-beside.ts';
import { entryOf } from './entry.ts';
import type { Check } from './fault.ts';
import { FILES } from './layout.ts';
import { recordsIn } from './read.ts';

/** The hash of a commit (base64), over all its attributes but the hash itself. */
export type HashOf = (commit: Omit<EvidenceCommit, 'hash'>) => string;

/** How a stream's history ended so far. */
type End = Pick<EvidenceCommit, 'last' | 'hash'>;

/** Before a stream's first commit: version 0, and 32 zero bytes as the hash. */
const START: End = { last: 0, hash: Buffer.alloc(32).toString('base64') };

/** What is wrong with a commit that follows this end; nothing when it does follow. */
const wrongAfter = (end: End, commit: EvidenceCommit): string | undefined => {
  if (commit.sk !== end.last + 1)
    return `${commit.pk} came to version ${end.last}; the next commit begins at ${commit.sk}`;
  if (commit.last < commit.sk) return `${commit.pk} version ${commit.sk} ends before it begins`;
  if (commit.prev !== end.hash)
    return `the chain of ${commit.pk} is broken at version ${commit.sk}: it names another hash than the commit before it has`;
  return undefined;
};

const wrongIn = (commit: EvidenceCommit, hashOf: HashOf): string | undefined => {
  const { hash, ...hashed } = commit;
  return hashOf(hashed) === hash
    ? undefined
    : `${commit.pk} version ${commit.sk} was changed since it was written: its hash is another`;
};

/** Whose history it is, and what its hashes are taken with. */
interface History {
  readonly tenantId: string;
  readonly hashOf: HashOf;
  /** How many entries the newest checkpoint counts. */
  readonly size: number;
}

/** Takes commits one after the other and says what is wrong with one; of each stream it keeps how it ended. */
const follower = ({ tenantId, hashOf }: History) => {
  const ends = new Map<string, End>();
  return (commit: EvidenceCommit): string | undefined => {
    const { pk, last, hash } = commit;
    const foreign = pk.startsWith(`${tenantId}#`) ? undefined : `${pk} is not of ${tenantId}`;
    const what = foreign ?? wrongIn(commit, hashOf) ?? wrongAfter(ends.get(pk) ?? START, commit);
    ends.set(pk, { last, hash });
    return what;
  };
};

/**
 * The commits of a bundle: each as its hash says, each stream whole from its first commit on, all of this tenant; and
 * beside each its entry, as many as the newest checkpoint counts. Both files are gone through once.
 *
 * @param proved told of each commit that is whole by its leaf's hash
 */
export async function* checkHistory(
  files: BundleFiles,
  history: History,
  proved: (leaf: Uint8Array) => Promise<void>,
): Check<void> {
  const file = FILES.commits;
  const wrongWith = follower(history);
  const entries = entriesBeside(files);
  let seq = 0;
  try {
    for await (const found of recordsIn(files, file, EvidenceCommit)) {
      if ('fault' in found) return yield found.fault;
      const what = wrongWith(found.record);
      if (what !== undefined) yield { file, line: seq + 1, seq, what };
      const entry = entryOf(found.record, seq);
      await entries.match(entry);
      await proved(leafHashOf(entry));
      seq += 1;
    }
    yield* entries.end(history.size);
  } finally {
    await entries.close();
  }
}
