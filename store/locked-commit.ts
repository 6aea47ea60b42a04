import type { SealedCommit } from '../schemas/commit.ts';
import { CorruptCommit } from './corrupt-commit.ts';
import { subjectSk } from './keys/key-item.ts';
import { KeyFault } from './keys/wrapping.ts';
import { streamKey } from './stream-key.ts';

/** A commit that is whole as it lies there, and whose keys are missing or wrong: the cause is a KeyFault. */
export class LockedCommit extends CorruptCommit {
  constructor({ first_version: version, ...commit }: SealedCommit, cause: KeyFault) {
    super(
      { stream: streamKey(commit), version },
      `its keys do not open it (${cause.name}); see "Keys" in the runbook`,
    );
    this.name = 'LockedCommit';
    this.cause = cause;
  }
}

const tellsOf = ({ events }: SealedCommit, whose: string): boolean =>
  events.some(({ phi = {} }) => Object.keys(phi).some((name) => [name, subjectSk(name)].includes(whose)));

/** What to throw when keys for commits could not be had: it names the first that needs the key; other faults stay as they are. */
export const lockedBy = (commits: readonly SealedCommit[], error: unknown): unknown => {
  const [first] = commits;
  if (!first || !(error instanceof KeyFault)) return error;
  return new LockedCommit(commits.find((commit) => tellsOf(commit, error.whose)) ?? first, error);
};
