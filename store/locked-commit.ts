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

const subjectsOf = ({ events }: SealedCommit): string[] =>
  events.flatMap(({ phi = {} }) => Object.keys(phi)).flatMap((name) => [name, subjectSk(name)]);

/**
 * What to throw when keys for commits could not be had: it names the first that needs the key, which is the first with
 * anything sealed where the key is the tenant's. Other faults stay as they are.
 */
export const lockedBy = (commits: readonly SealedCommit[], error: unknown): unknown => {
  if (!(error instanceof KeyFault)) return error;
  const sealed = commits.filter((commit) => subjectsOf(commit).length > 0);
  const commit = sealed.find((each) => subjectsOf(each).includes(error.whose)) ?? sealed[0];
  return commit ? new LockedCommit(commit, error) : error;
};
