import { type ExportVerdict, MOST_FINDINGS } from '../../schemas/export.ts';
import type { Finding, Severity, Verdict } from '../../schemas/nemsis/finding.ts';

/** Longer words are cut: they are a rule's own, and the rule can be looked up. */
const MOST_LETTERS = 400;

const ORDER: readonly Severity[] = ['FATAL', 'ERROR', 'WARNING'];

const cut = (text: string): string =>
  text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;

const told = (finding: Finding): Finding => ({
  ...finding,
  location: cut(finding.location),
  message: cut(finding.message),
});

const countOf = (findings: readonly Finding[], severity: Severity): number =>
  findings.filter((each) => each.severity === severity).length;

/** The findings that are kept: what blocks first, for that is what has to be repaired. */
const kept = (findings: readonly Finding[]): Finding[] =>
  findings
    .toSorted((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity))
    .slice(0, MOST_FINDINGS)
    .map(told);

/** What was judged, and whose it is: the chart's patient, or nobody's but the export's own. */
interface Judged extends Pick<ExportVerdict, 'release' | 'sha256' | 'chart_status'> {
  readonly subject_id: string;
}

/** A verdict of the gate as an export keeps it. */
export const exportVerdict = (
  { valid, findings, judgedBy }: Verdict,
  { subject_id, ...of }: Judged,
): ExportVerdict => ({
  valid,
  ...of,
  counts: {
    fatal: countOf(findings, 'FATAL'),
    error: countOf(findings, 'ERROR'),
    warning: countOf(findings, 'WARNING'),
  },
  judged_by: judgedBy,
  findings: { subject_id, list: kept(findings) },
});
