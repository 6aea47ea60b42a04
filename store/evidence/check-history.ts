import { EvidenceCommit, EvidenceEntry } from '../../schemas/evidence.ts';
import { entryLine, entryOf } from './entry.ts';
import type { Check } from './fault.ts';
import { FILES } from './layout.ts';
import { type Files, recordsIn } from './read.ts';

/** The hash of a commit (base64), over all its attributes but the hash itself. */
export type HashOf = (commit: Omit<EvidenceCommit, 'hash'>) => string;

/** How a stream's history ended so far. */
interface End {
  readonly last: number;
  readonly hash: string;
}

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

/** The commits of a bundle: each as its hash says, each stream whole from its first commit on, all of this tenant. */
export function* checkCommits(files: Files, tenantId: string, hashOf: HashOf): Check<EvidenceCommit[]> {
  const file = FILES.commits;
  const commits = yield* recordsIn(files, file, EvidenceCommit);
  const ends = new Map<string, End>();
  for (const [seq, commit] of commits.entries()) {
    const foreign = commit.pk.startsWith(`${tenantId}#`) ? undefined : `${commit.pk} is not of ${tenantId}`;
    const what = foreign ?? wrongIn(commit, hashOf) ?? wrongAfter(ends.get(commit.pk) ?? START, commit);
    if (what !== undefined) yield { file, line: seq + 1, seq, what };
    ends.set(commit.pk, commit);
  }
  return commits;
}

/** The entries of a bundle: one for each commit, in its order, and as many as the newest checkpoint counts. */
export function* checkEntries(
  files: Files,
  commits: readonly EvidenceCommit[],
  size: number,
): Check<EvidenceEntry[]> {
  const file = FILES.entries;
  const entries = yield* recordsIn(files, file, EvidenceEntry);
  for (const [seq, entry] of entries.entries()) {
    const commit = commits[seq];
    if (!commit)
      yield { file: FILES.commits, line: seq + 1, seq, what: 'the commit of this entry is missing' };
    else if (entryLine(entry) !== entryLine(entryOf(commit, seq)))
      yield { file, line: seq + 1, seq, what: `it is not the entry of ${commit.pk} version ${commit.sk}` };
  }
  if (commits.length > entries.length)
    yield {
      file,
      line: entries.length + 1,
      seq: entries.length,
      what: 'the entry of this commit is missing',
    };
  if (entries.length !== size)
    yield { file, what: `it has ${entries.length} entries; the newest checkpoint counts ${size}` };
  return entries;
}
