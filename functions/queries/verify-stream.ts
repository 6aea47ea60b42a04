import type { Commit } from '../../schemas/commit.ts';
import type { StreamName } from '../../schemas/stream.ts';
import { CorruptCommit } from '../../store/corrupt-commit.ts';
import type { EventStore } from '../../store/event-store.ts';

/** What became of a proof: how many versions are sound from the first on, and where the first is that is not. */
export interface Verdict {
  readonly ok: boolean;
  readonly versions: number;
  readonly first_broken?: { readonly version: number; readonly reason: string };
}

const broken = (version: number, reason: string): Verdict => ({
  ok: false,
  versions: Math.max(version - 1, 0),
  first_broken: { version, reason },
});

/** The first version that no commit holds though a later one does. */
const gapIn = (commits: readonly Commit[]): number | undefined => {
  const starts = [1, ...commits.map(({ version }) => version + 1)];
  return starts.find((start, index) => commits[index] && commits[index].first_version !== start);
};

/** Reads a whole stream as every load does, which proves each commit; only what that finds broken is an answer here. */
export const verifyStream = async (store: EventStore, name: StreamName): Promise<Verdict> => {
  try {
    const { commits, version } = await store.load(name);
    const gap = gapIn(commits);
    return gap === undefined
      ? { ok: true, versions: version }
      : broken(gap, 'The commit of this version is missing.');
  } catch (error) {
    if (error instanceof CorruptCommit) return broken(error.version, error.message);
    throw error;
  }
};
