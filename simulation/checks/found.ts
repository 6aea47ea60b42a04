import type { CommitItem } from '../../store/commit-item.ts';
import type { Service } from '../world/deploy.ts';
import type { Ledger } from '../world/ledger.ts';
import { accepted } from './accepted.ts';
import { chains } from './chains.ts';
import { destroyed } from './destroyed.ts';
import { fed } from './fed.ts';
import type { Check, Finding } from './finding.ts';
import { heads } from './heads.ts';
import { leftOver } from './left-over.ts';
import { pushed } from './pushed.ts';
import { rows } from './rows.ts';

const CHECKS: readonly Check[] = [leftOver, chains, accepted, heads, rows, fed, pushed, destroyed];

const streamsOf = (put: readonly CommitItem[]): Map<string, CommitItem[]> => {
  const streams = Map.groupBy(put, ({ pk }) => pk);
  for (const commits of streams.values()) commits.sort((a, b) => a.sk - b.sk);
  return streams;
};

/** A check that breaks off has found something, too. */
const looked = (check: Check, evidence: Parameters<Check>[0]): Promise<readonly Finding[]> =>
  check(evidence).catch((error: unknown) => [
    { check: `${check.name} can be looked at`, problem: String(error) },
  ]);

/** What is found several times over is told once. */
const distinct = (all: readonly Finding[]): Finding[] => [
  ...new Map(all.map((finding) => [`${finding.check} ${finding.problem}`, finding])).values(),
];

/** All that is wrong at the end. */
export const found = async (service: Service, ledger: Ledger): Promise<readonly Finding[]> => {
  const streams = streamsOf(service.site.put);
  const all: Finding[] = [];
  for (const check of CHECKS) all.push(...(await looked(check, { service, ledger, streams })));
  return distinct(all);
};
