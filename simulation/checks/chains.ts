import { GENESIS } from '../../store/commit-hash.ts';
import type { CommitItem } from '../../store/commit-item.ts';
import type { Check, Finding } from './finding.ts';

const faultOf = (commit: CommitItem, before: CommitItem | undefined): string | undefined => {
  if (commit.sk !== (before?.last ?? 0) + 1) return `v${commit.sk} does not follow v${before?.last ?? 0}`;
  if (commit.prev !== (before?.hash ?? GENESIS)) return `v${commit.sk} does not name the hash before it`;
  return undefined;
};

const repeated = (commits: readonly CommitItem[]): readonly string[] =>
  [...Map.groupBy(commits, ({ command_id }) => command_id).values()]
    .filter((same) => same.length > 1)
    .map((same) => `one command made ${same.map(({ sk }) => `v${sk}`).join(' and ')}`);

/** Each stream is one whole chain, and has the commit of a command once. */
export const chains: Check = async ({ streams }) =>
  [...streams].flatMap(([pk, commits]): Finding[] => {
    const about = pk.split('#').at(-1) ?? pk;
    const faults = commits.flatMap((commit, at) => faultOf(commit, commits[at - 1]) ?? []);
    return [
      ...faults.map((problem) => ({
        check: 'a stream is a whole chain',
        problem: `${pk}: ${problem}`,
        about,
      })),
      ...repeated(commits).map((problem) => ({
        check: 'no command is applied twice',
        problem: `${pk}: ${problem}`,
        about,
      })),
    ];
  });
