import type {
  Artifact,
  DemographicsVerdict,
  ExportEvent,
  ExportRequest,
  ExportVerdict,
} from '../schemas/export.ts';
import type { Finding } from '../schemas/nemsis/finding.ts';
import { SubmissionPlan, type SubmissionStatus } from '../schemas/nemsis/submission-plan.ts';
import { CHART_ID, idOf, TENANT } from './sample-chart.ts';

export const EXPORT_ID = idOf(41);
export const RELEASE = '3.5.1.250403CP1';
export const REQUEST: ExportRequest = { kind: 'full', chart_id: CHART_ID, chart_version: 3 };

/** The digest of an invented text. */
export const digestOf = (letter: string): string => letter.repeat(64);

/** Something that an invented rule has against an invented text. */
export const finding = (severity: Finding['severity']): Finding => ({
  stage: 'schematron',
  rule: 'rule-7',
  severity,
  element: 'eTimes.03',
  location: '/*:EMSDataSet[1]',
  message: 'eTimes.03 is before eTimes.01.',
});

/** A verdict on the text of this digest. */
export const verdictOf = (valid: boolean, letter = 'a'): ExportVerdict => ({
  valid,
  release: RELEASE,
  sha256: digestOf(letter),
  counts: { fatal: 0, error: valid ? 0 : 1, warning: valid ? 1 : 0 },
  judged_by: [
    { stage: 'xsd', name: 'own schema EMS', version: RELEASE, origin: 'own', sha256: digestOf('e') },
  ],
  findings: { subject_id: CHART_ID, list: [finding(valid ? 'WARNING' : 'ERROR')] },
});

/** A verdict on demographic data that does not pass. */
export const demographicsVerdict = (): DemographicsVerdict => ({
  ...verdictOf(false),
  findings: { subject_id: EXPORT_ID, list: [finding('ERROR')] },
});

/** The file of the text of this digest. */
export const artifactOf = (letter = 'a'): Artifact => ({
  key: `${TENANT}/${CHART_ID}/${EXPORT_ID}-${digestOf(letter)}.xml`,
  sha256: digestOf(letter),
  bytes: 45_000,
});

/** A plan that is at this step, or has ended so. */
export const planAt = (
  step: SubmissionPlan['step'],
  {
    outcome,
    demographicsFirst = false,
  }: { outcome?: SubmissionStatus['state']; demographicsFirst?: boolean } = {},
): SubmissionPlan => {
  const ems = { data_set: 'EMS', sha256: digestOf('a'), bytes: 45_000 };
  return SubmissionPlan.parse({
    queue: demographicsFirst ? [{ data_set: 'DEM', sha256: digestOf('d'), bytes: 20_000 }, ems] : [ems],
    step,
    failures: 0,
    not_before: 0,
    accepted: [],
    ...(outcome && { outcome: { state: outcome, turn: 'nobody', retry: false, text: 'The end.' } }),
  });
};

const POLL = { doing: 'poll', handle: 'h', polls: 0 } as const;
const requested: ExportEvent = { type: 'export.requested', data: REQUEST };
const judged = (valid: boolean): ExportEvent => ({ type: 'export.judged', data: verdictOf(valid) });
const artifact: ExportEvent = { type: 'export.artifact_recorded', data: artifactOf() };
const asked: ExportEvent = {
  type: 'export.submission_asked',
  data: { plan: planAt({ doing: 'ask_limit' }) },
};
const answered = (outcome?: SubmissionStatus['state']): ExportEvent => ({
  type: 'export.submission_answered',
  data: { plan: planAt(POLL, outcome && { outcome }) },
});

const written = [requested, judged(true), artifact];

/** What happened to an export whose demographic data did not pass. */
export const HELD_BACK: readonly ExportEvent[] = [
  ...written,
  { type: 'export.demographics_refused', data: demographicsVerdict() },
];

/** What happened to an export that is in this state. */
export const EVENTS_TO = {
  unrequested: [],
  pending_validation: [requested],
  validation_failed: [requested, judged(false)],
  ready_for_export: [requested, judged(true)],
  exported: written,
  submitted: [...written, asked, answered()],
  accepted: [...written, asked, answered('accepted')],
  rejected: [...written, asked, answered('rejected')],
} as const satisfies Record<string, readonly ExportEvent[]>;
