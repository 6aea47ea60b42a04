import * as z from 'zod';
import { ChartStatus } from './chart/status.ts';
import { v1 } from './event-type.ts';
import { Finding, JudgedBy } from './nemsis/finding.ts';
import { StateFinding } from './nemsis/state-finding.ts';
import { SubmissionPlan } from './nemsis/submission-plan.ts';
import { phi } from './phi.ts';
import { Version } from './stream.ts';

/** What is exported: a chart in full, its national subset, or the agency's demographic data. */
export const ExportKind = z.enum(['full', 'national', 'dem']);
export type ExportKind = z.infer<typeof ExportKind>;

/** An export's lifecycle; which command leads from which state to which is the table in `domain/export-lifecycle.ts`. */
export const ExportStatus = z.enum([
  'pending_validation',
  'validation_failed',
  'ready_for_export',
  'exported',
  'submitted',
  'accepted',
  'rejected',
]);
export type ExportStatus = z.infer<typeof ExportStatus>;

const OfChart = z.strictObject({
  kind: ExportKind.extract(['full', 'national']),
  chart_id: z.uuid(),
  chart_version: Version.min(1),
});

/** What was asked for: a version of a chart, or the agency's data as it is when it is written. */
export const ExportRequest = z.discriminatedUnion('kind', [
  OfChart,
  z.strictObject({ kind: ExportKind.extract(['dem']) }),
]);
export type ExportRequest = z.infer<typeof ExportRequest>;

/** Findings of one verdict that are kept, so that a job fits into one item of the store; the counts are of all. */
export const MOST_FINDINGS = 200;

const OWNER = z.looseObject({ subject_id: z.string() });

/** A rule may say in its words what the data says, so findings are sealed as the patient's (an export's own, without one). */
const toldOf = <S extends z.ZodType>(finding: S) =>
  phi(
    'patient',
    z.strictObject({ subject_id: z.uuid(), list: z.array(finding).max(MOST_FINDINGS) }),
    (value) => OWNER.parse(value).subject_id,
  );

const Told = toldOf(Finding);
const ToldByState = toldOf(StateFinding);

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 in lower-case hex');
const count = z.int().min(0);

/**
 * What was said of the text of this digest, who judged it, by which release of the standard it was written, and in which
 * state the chart was at its version: only a completed one goes on to the state. Without a text nothing could be written,
 * and the findings say why.
 */
export const ExportVerdict = z.strictObject({
  valid: z.boolean(),
  release: z.string().optional(),
  sha256: Sha256.optional(),
  chart_status: ChartStatus.optional(),
  counts: z.strictObject({ fatal: count, error: count, warning: count }),
  judged_by: z.array(JudgedBy).max(50),
  findings: Told.optional(),
});
export type ExportVerdict = z.infer<typeof ExportVerdict>;

/** What was said of the demographic data that goes ahead of a chart. */
export const DemographicsVerdict = ExportVerdict.omit({ chart_status: true });
export type DemographicsVerdict = z.infer<typeof DemographicsVerdict>;

/** The file that an export came to. */
export const Artifact = z.strictObject({ key: z.string().min(1), sha256: Sha256, bytes: z.int().min(1) });
export type Artifact = z.infer<typeof Artifact>;

const asked = { plan: SubmissionPlan };
const answered = { plan: SubmissionPlan, findings: ToldByState.optional() };

/** Every event of an export: each step of its way, with what the next one stands on. */
export const EXPORT_EVENTS = {
  'export.requested': v1(ExportRequest),
  'export.judged': v1(ExportVerdict),
  'export.artifact_recorded': v1(Artifact),
  'export.demographics_refused': v1(DemographicsVerdict),
  'export.submission_asked': v1(z.strictObject(asked)),
  'export.submission_answered': v1(z.strictObject(answered)),
};

type Events = typeof EXPORT_EVENTS;

/** One event of an export. */
export type ExportEvent = {
  [T in keyof Events]: { type: T; data: z.infer<Events[T]['data']> };
}[keyof Events];

const command = <T extends string, F extends z.core.$ZodLooseShape>(type: T, fields: F) =>
  z.strictObject({ type: z.literal(type), ...fields });

/** What may be done to an export. The plan is kept before the state is asked, and again with what it answered. */
export const ExportCommand = z.discriminatedUnion('type', [
  command('request', { request: ExportRequest }),
  command('record_verdict', { verdict: ExportVerdict }),
  command('record_artifact', { artifact: Artifact }),
  command('refuse_demographics', { verdict: DemographicsVerdict }),
  command('record_submission', asked),
  command('record_answer', answered),
]);
export type ExportCommand = z.infer<typeof ExportCommand>;

/** One kind of command, by its type. */
export type ExportCommandOf<T extends ExportCommand['type']> = Extract<ExportCommand, { type: T }>;

const Unrequested = z.strictObject({ status: z.literal('unrequested') });

const Requested = z.strictObject({
  status: ExportStatus,
  request: ExportRequest,
  verdict: ExportVerdict.optional(),
  artifact: Artifact.optional(),
  demographics: DemographicsVerdict.optional(),
  submission: z.strictObject(answered).optional(),
});
export type RequestedExport = z.infer<typeof Requested>;

/** An export as it is decided on, and as a snapshot holds it: not asked for yet, or in one of its states. */
export const Export = z.discriminatedUnion('status', [Unrequested, Requested]);
export type Export = z.infer<typeof Export>;
