import { isDeepStrictEqual } from 'node:util';
import { type Refusal, refuse } from '../schemas/error.ts';
import {
  Export,
  type ExportCommand,
  type ExportCommandOf,
  type ExportEvent,
  type ExportStatus,
  type RequestedExport,
} from '../schemas/export.ts';
import type { Actor } from '../schemas/identity.ts';
import type { SubmissionPlan } from '../schemas/nemsis/submission-plan.ts';
import { stepRefusal } from './export-lifecycle.ts';

// State

/** The shape of an export's state; raise the version whenever it or `evolve` changes, so that older snapshots are skipped. */
export const state = Export;
export const fold_version = 2;

/** An export that nobody asked for. */
export const initial: Export = { status: 'unrequested' };

// Evolve

/** Where a submission stands: the state has what is asked about, when nothing waits behind it any more. */
const statusOf = ({ outcome, queue, step }: SubmissionPlan, before: ExportStatus): ExportStatus => {
  if (outcome) return outcome.state;
  return queue.length === 1 && step.doing === 'poll' ? 'submitted' : before;
};

const evolveRequested = (
  job: RequestedExport,
  event: Exclude<ExportEvent, { type: 'export.requested' }>,
): RequestedExport => {
  switch (event.type) {
    case 'export.judged':
      return {
        ...job,
        status: event.data.valid ? 'ready_for_export' : 'validation_failed',
        verdict: event.data,
      };
    case 'export.artifact_recorded':
      return { ...job, status: 'exported', artifact: event.data };
    case 'export.demographics_refused':
      return { ...job, demographics: event.data };
    case 'export.submission_asked':
      return { ...job, submission: { ...job.submission, ...event.data } };
    case 'export.submission_answered':
      return {
        ...job,
        status: statusOf(event.data.plan, job.status),
        submission: { ...job.submission, ...event.data },
      };
  }
};

/** The export after one more event. Total: an event that cannot follow leaves the export as it is. */
export const evolve = (job: Export, event: ExportEvent): Export => {
  if (event.type === 'export.requested')
    return job.status === 'unrequested' ? { status: 'pending_validation', request: event.data } : job;
  return job.status === 'unrequested' ? job : evolveRequested(job, event);
};

// Commands

type Decision = readonly ExportEvent[] | Refusal;
type StepCommand = Exclude<ExportCommand, { type: 'request' }>;

const notThere = () => refuse('NOT_FOUND', 'There is no such export.');

const REUSED = 'This Idempotency-Key was used for another export; use a new key.';

const request = (job: Export, { request: data }: ExportCommandOf<'request'>, { role }: Actor): Decision => {
  if (job.status !== 'unrequested')
    return isDeepStrictEqual(job.request, data) ? [] : refuse('VALIDATION_FAILED', REUSED);
  if (data.kind === 'dem' && role !== 'admin')
    return refuse('FORBIDDEN', `The role ${role} may not export the agency's data.`, { roles: ['admin'] });
  return [{ type: 'export.requested', data }];
};

const judged = ({ verdict }: RequestedExport, command: ExportCommandOf<'record_verdict'>): Decision =>
  verdict && verdict.sha256 === command.verdict.sha256
    ? []
    : [{ type: 'export.judged', data: command.verdict }];

const wrote = ({ verdict }: RequestedExport, { artifact }: ExportCommandOf<'record_artifact'>): Decision =>
  artifact.sha256 === verdict?.sha256
    ? [{ type: 'export.artifact_recorded', data: artifact }]
    : refuse('INVALID_TRANSITION', 'What was written is not what was judged; judge it first.');

const refusedDemographics = (
  job: RequestedExport,
  { verdict }: ExportCommandOf<'refuse_demographics'>,
): Decision =>
  job.submission
    ? refuse('INVALID_TRANSITION', 'The state was asked already; what goes first was judged before.')
    : [{ type: 'export.demographics_refused', data: verdict }];

const answered = (job: RequestedExport, { type: _, ...data }: ExportCommandOf<'record_answer'>): Decision =>
  job.submission
    ? [{ type: 'export.submission_answered', data }]
    : refuse('INVALID_TRANSITION', 'Nobody has asked the state yet.');

/** Whether the export has this already, from a try that broke off after it was recorded. */
const isKnown = (job: RequestedExport, command: StepCommand): boolean => {
  switch (command.type) {
    case 'record_verdict':
      return job.verdict !== undefined && job.status !== 'ready_for_export';
    case 'record_artifact':
      return isDeepStrictEqual(job.artifact, command.artifact);
    case 'refuse_demographics':
      return isDeepStrictEqual(job.demographics, command.verdict);
    case 'record_submission':
    case 'record_answer':
      return isDeepStrictEqual(job.submission?.plan, command.plan);
  }
};

// Decide

const decideStep = (job: RequestedExport, command: StepCommand): Decision => {
  switch (command.type) {
    case 'record_verdict':
      return judged(job, command);
    case 'record_artifact':
      return wrote(job, command);
    case 'refuse_demographics':
      return refusedDemographics(job, command);
    case 'record_submission':
      return [{ type: 'export.submission_asked', data: { plan: command.plan } }];
    case 'record_answer':
      return answered(job, command);
  }
};

/**
 * What a command makes of an export: the events to append, none when it was done before, or why it is refused. A failed
 * validation is the end of it: whoever corrects the chart asks for a new export, which has the same PCR UUID.
 */
export const decide = (job: Export, command: ExportCommand, actor: Actor): Decision => {
  if (command.type === 'request')
    return stepRefusal('unrequested', command, actor.role) ?? request(job, command, actor);
  if (job.status === 'unrequested') return notThere();
  if (actor.role === 'system' && isKnown(job, command)) return [];
  return stepRefusal(job.status, command, actor.role) ?? decideStep(job, command);
};
