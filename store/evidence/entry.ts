import { EvidenceCommit, EvidenceEntry } from '../../schemas/evidence.ts';

/** The entry of a commit at a place in the log. */
export const entryOf = ({ pk, sk, last, hash }: EvidenceCommit, seq: number): EvidenceEntry => ({
  seq,
  stream: pk,
  first_version: sk,
  version: last,
  hash,
});

/** A commit's and an entry's line: JSON without white space, the fields in the schema's order. */
export const commitLine = (commit: EvidenceCommit): string => JSON.stringify(EvidenceCommit.parse(commit));
export const entryLine = (entry: EvidenceEntry): string => JSON.stringify(EvidenceEntry.parse(entry));
