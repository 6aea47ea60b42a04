import type { FeedEntry } from '../../schemas/feed.ts';
import type { CommitItem } from '../../store/commit-item.ts';
import { feed } from '../../store/feed/feed.ts';
import { keyParts, streamKey } from '../../store/stream-key.ts';
import type { Check, Finding } from './finding.ts';

const ALL = 10_000;
const CHECK = 'the feed has every commit once, without a gap, in the order of its stream';

const gaps = (entries: readonly FeedEntry[]): Finding[] =>
  entries
    .filter(({ seq }, at) => seq !== at)
    .slice(0, 1)
    .map(({ seq, tenant_id }) => ({ check: CHECK, problem: `${tenant_id} has a gap before number ${seq}` }));

const versions = (all: readonly number[]): string => (all.length === 0 ? 'nothing' : all.join(', '));

const ofStream = (pk: string, commits: readonly CommitItem[], entries: readonly FeedEntry[]): Finding[] => {
  const there = commits.map(({ sk }) => sk);
  const fed = entries.filter((entry) => streamKey(entry) === pk).map(({ first_version }) => first_version);
  if (versions(there) === versions(fed)) return [];
  const problem = `${pk} has ${versions(there)}, and in the feed stand ${versions(fed)}`;
  return [{ check: CHECK, problem, about: pk.split('#').at(-1) ?? pk }];
};

/** Each agency's feed holds each of its commits once, numbered without a gap, those of a stream in their order. */
export const fed: Check = async ({ service: { site }, streams }) => {
  const findings: Finding[] = [];
  const { read } = feed(site.feed);
  const byTenant = Map.groupBy(streams, ([pk]) => keyParts(pk).tenant_id ?? '');
  for (const [tenant_id, own] of byTenant) {
    const entries = await read(tenant_id, -1, ALL);
    findings.push(...gaps(entries), ...own.flatMap(([pk, commits]) => ofStream(pk, commits, entries)));
  }
  return findings;
};
