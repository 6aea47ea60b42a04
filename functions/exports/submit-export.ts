import { isDeepStrictEqual } from 'node:util';
import { advance, planSubmission } from '../../domain/nemsis/submission-plan.ts';
import { withheld } from '../../domain/nemsis/withheld.ts';
import type { BusEntry } from '../../schemas/commit.ts';
import type { DemographicsVerdict, RequestedExport } from '../../schemas/export.ts';
import type { StateAccount } from '../../schemas/nemsis/state-account.ts';
import type { StateFinding } from '../../schemas/nemsis/state-finding.ts';
import type { SubmissionPlan } from '../../schemas/nemsis/submission-plan.ts';
import type { Handle } from '../events/consume.ts';
import { LONGEST_SECONDS } from '../events/later.ts';
import { askState, isAsking, type Work } from './ask-state.ts';
import { exportHead } from './export-head.ts';
import { isRefused, toSubmit, type WrittenExport } from './payloads.ts';
import { recordStep } from './record-step.ts';
import type { Desk, SubmissionParts } from './submission-parts.ts';

type Next = ReturnType<typeof advance>;

const isWritten = (job: RequestedExport): job is WrittenExport => job.artifact !== undefined;

/** National subsets go to nobody by this way: a state takes the whole report, of a chart that was completed. */
const isDue = (job: RequestedExport): boolean =>
  (job.status === 'exported' || job.status === 'submitted') &&
  job.request.kind !== 'national' &&
  withheld(job) === undefined &&
  job.submission?.plan.outcome === undefined;

/** The account that the agency has set; one that is remembered may be of before it was set anew. */
const accountOf = async (
  { credentials }: SubmissionParts,
  tenantId: string,
  set: Pick<StateAccount, 'username' | 'organization'>,
) => {
  const isSet = (account: StateAccount) =>
    account.username === set.username && account.organization === set.organization;
  const known = await credentials.get(tenantId);
  if (!known || isSet(known)) return known;
  credentials.forget(tenantId);
  return credentials.get(tenantId);
};

/** Where an agency submits; undefined where it does not, or has said no password yet. */
const deskOf = async (parts: SubmissionParts, tenantId: string) => {
  const profile = await parts.agency(tenantId);
  const account = profile.state && (await accountOf(parts, tenantId, profile.state));
  if (!profile.state || !account) return undefined;
  const { endpoint } = profile.state;
  const desk: Desk = { endpoint, service: parts.service(endpoint, account) };
  return { profile, desk };
};

const step = (plan: SubmissionPlan, seen: Parameters<typeof advance>[1], parts: SubmissionParts): Next =>
  advance(plan, seen, { now: parts.now().valueOf(), jitter: parts.jitter() });

const subjectOf = ({ request }: RequestedExport, { id }: BusEntry): string =>
  request.kind === 'dem' ? id : request.chart_id;

interface Kept {
  readonly next: Next;
  /** The version that it stands on. */
  readonly seen: number;
  readonly findings?: readonly StateFinding[] | undefined;
}

/** Keeps a plan: before the state is asked, and with what it answered. */
const keep = (parts: SubmissionParts, { entry, job }: Work, { next, seen, findings }: Kept) => {
  const { plan } = next;
  const told = findings && { findings: { subject_id: subjectOf(job, entry), list: [...findings] } };
  const isAnswer = findings !== undefined || !isAsking(next.action);
  return recordStep(
    parts.store,
    isAnswer ? { type: 'record_answer', plan, ...told } : { type: 'record_submission', plan },
    { entry, time: parts.now().toISOString(), seen, command_id: parts.newId() },
  );
};

const tookDemographics = async (
  { copies }: SubmissionParts,
  { entry, desk }: Work,
  { accepted }: SubmissionPlan,
): Promise<void> => {
  const taken = accepted.find(
    ({ payload, status }) => payload.data_set === 'DEM' && status.state === 'accepted',
  );
  if (taken) await copies.took(entry.tenant_id, desk.endpoint, taken.payload.sha256);
};

/** Asks until there is something to wait for, or an end. Each question is kept before it is asked. */
const workOff = async (parts: SubmissionParts, work: Work, first: Next): Promise<void> => {
  let next = first;
  let version = await keep(parts, work, { next, seen: work.entry.version });
  while (version !== 'overtaken' && isAsking(next.action)) {
    const answered = await askState(parts, work, next.action);
    next = step(next.plan, answered.seen, parts);
    await tookDemographics(parts, work, next.plan);
    version = await keep(parts, work, { next, seen: version, findings: answered.findings });
  }
  if (version !== 'overtaken' && next.action.do === 'settle') parts.settled(work.entry, next.action.outcome);
};

const planOf = async (
  parts: SubmissionParts,
  work: Work,
  profile: Parameters<typeof toSubmit>[2]['profile'],
) => {
  const { entry, job, desk } = work;
  if (job.submission) return job.submission.plan;
  const what = await toSubmit(parts, entry, { job, profile, endpoint: desk.endpoint });
  return isRefused(what) ? what : planSubmission(what);
};

/** The end of an export that the state was never asked of: what has to go first is not fit to be sent. */
const endBefore = async (parts: SubmissionParts, { entry, job }: Work, verdict: DemographicsVerdict) => {
  const command = { type: 'refuse_demographics', verdict } as const;
  const time = parts.now().toISOString();
  const done = await recordStep(parts.store, command, {
    ...{ entry, time, seen: entry.version, command_id: parts.newId() },
  });
  const outcome = withheld({ ...job, demographics: verdict });
  if (done !== 'overtaken' && outcome) parts.settled(entry, outcome);
};

const goOn = async (parts: SubmissionParts, entry: BusEntry, job: WrittenExport): Promise<void> => {
  const at = await deskOf(parts, entry.tenant_id);
  if (!at) return;
  const work = { entry, job, desk: at.desk };
  const plan = await planOf(parts, work, at.profile);
  if (isRefused(plan)) return endBefore(parts, work, plan);
  const next = step(plan, { kind: 'woken' }, parts);
  if (next.action.do !== 'wait' || !isDeepStrictEqual(next.plan, plan)) return workOff(parts, work, next);
  const seconds = Math.ceil((next.action.until - parts.now().valueOf()) / 1000);
  await parts.later.tell(entry, Math.min(Math.max(seconds, 1), LONGEST_SECONDS));
};

/**
 * Submits an export to the state of its agency, where that has an account. Only the newest commit is gone on from, and
 * each answer is a commit, so that one worker at a time asks, and whatever breaks off is found where it was left:
 *
 *   told   written ─ plan kept ─ asks ─ answer kept ─► told of the answer: not before its time ─ tells itself later ─ …
 *   twice  written ─ plan ✗ taken: overtaken, asks nothing
 *   dies   written ─ plan kept ─ asks ─ ✗             ─► told of the plan: the answer counts as lost after five minutes
 */
export const submitExport =
  (parts: SubmissionParts): Handle =>
  async (entry) => {
    const head = await exportHead(parts.store, entry);
    if (!head || head.row.version !== entry.version) return;
    if (isDue(head.job) && isWritten(head.job)) await goOn(parts, entry, head.job);
  };
