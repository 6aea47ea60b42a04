import type { CommitItem } from '../../store/commit-item.ts';
import { streamKey } from '../../store/stream-key.ts';
import type { Entry } from '../world/ledger.ts';
import type { Check, Evidence } from './finding.ts';

/** The commit that a command made. */
const madeBy = ({ streams }: Evidence, { asked: { chart }, command_id }: Entry): CommitItem | undefined => {
  const stream = streamKey({ tenant_id: chart.tenant_id, category: 'chart', id: chart.id });
  return streams.get(stream)?.find((commit) => commit.command_id === command_id);
};

const faultOf = (evidence: Evidence, entry: Entry): string | undefined => {
  const { done, refused, asked } = entry;
  const made = madeBy(evidence, entry);
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
  // What added nothing is on no record, so whoever asks again may be told of what has changed since.
  const contradicted = contradictions.filter(({ entry }) => madeBy(evidence, entry));
  return [
    ...contradicted.map(({ entry, problem }) => ({
      check: 'a command that was done stays done',
      problem,
      about: entry.asked.chart.id,
    })),
    ...faults.map((each) => ({ check: 'no accepted command is lost', ...each })),
  ];
};
