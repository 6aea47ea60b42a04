import type { CommitItem } from '../../store/commit-item.ts';
import { streamKey } from '../../store/stream-key.ts';
import type { Entry } from '../world/ledger.ts';
import type { Check, Evidence } from './finding.ts';

const commitsOf = ({ streams }: Evidence, { asked: { chart } }: Entry): readonly CommitItem[] =>
  streams.get(streamKey({ tenant_id: chart.tenant_id, category: 'chart', id: chart.id })) ?? [];

const faultOf = (evidence: Evidence, entry: Entry): string | undefined => {
  const { command_id, done, refused, asked } = entry;
  const made = commitsOf(evidence, entry).find((commit) => commit.command_id === command_id);
  if (done === undefined)
    return made && refused !== undefined ? `was refused (${refused}), and made v${made.last}` : undefined;
  if (made ? made.last === done : asked.mayAddNothing) return undefined;
  return made ? `was done with v${done}, and made v${made.last}` : `was done with v${done}, and made nothing`;
};

/** What was accepted is there, under the version that was told; what was refused is not; an answer stands. */
export const accepted: Check = async (evidence) => {
  const { entries, contradictions } = evidence.ledger;
  const faults = entries.flatMap((entry) => {
    const fault = faultOf(evidence, entry);
    const { operation, key, chart } = entry.asked;
    return fault === undefined ? [] : [{ about: chart.id, problem: `${operation} ${key} ${fault}` }];
  });
  return [
    ...contradictions.map((each) => ({ check: 'a command that was done stays done', ...each })),
    ...faults.map((each) => ({ check: 'no accepted command is lost', ...each })),
  ];
};
