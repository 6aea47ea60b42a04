import type { LimitAnswer, NoAnswer, SubmissionAnswer } from '../../schemas/nemsis/state-answer.ts';
import type {
  Payload,
  Step,
  SubmissionPlan,
  SubmissionStatus,
} from '../../schemas/nemsis/submission-plan.ts';
import { ended, givenUp, neverJudged, tooLarge } from './submission-end.ts';
import { LOST_AFTER_MS, MOST_FAILURES, MOST_POLLS, pollDelay, retryDelay } from './submission-pace.ts';
import { type Asked, answerStatus } from './submission-status.ts';

/** What is to be submitted, and what the state has of the agency. Digests are of the content without times of writing. */
export interface ToSubmit {
  readonly payload: Payload;
  /** The agency's demographic data as it is now; none when that is what is submitted. */
  readonly demographics?: { readonly payload: Payload; readonly lastAccepted: string | undefined };
}

/**
 * What happened: the time has come (or the worker started anew), an answer is there, about the payload of a digest, or
 * something is found that ends it before the state is asked.
 */
export type Observation =
  | { readonly kind: 'woken' }
  | { readonly kind: 'stopped'; readonly status: SubmissionStatus }
  | { readonly kind: 'limit'; readonly answer: LimitAnswer }
  | { readonly kind: 'submission'; readonly sha256: string; readonly answer: SubmissionAnswer };

/** What to do now. Keep the plan before doing it: after a crash, the kept plan knows what is out. */
export type Action =
  | { readonly do: 'ask_limit' }
  | { readonly do: 'submit'; readonly payload: Payload }
  | { readonly do: 'poll'; readonly payload: Payload; readonly handle: string }
  | { readonly do: 'wait'; readonly until: number }
  | { readonly do: 'settle'; readonly outcome: SubmissionStatus };

/** The time in milliseconds since 1970, and a random number from 0 to 1. */
export interface Moment {
  readonly now: number;
  readonly jitter: number;
}

/** The plan to submit something: the agency's demographic data first, when the state's copy of it is behind. */
export const planSubmission = ({ payload, demographics }: ToSubmit): SubmissionPlan => {
  const isBehind = demographics !== undefined && demographics.lastAccepted !== demographics.payload.sha256;
  return {
    queue: isBehind ? [demographics.payload, payload] : [payload],
    step: { doing: 'ask_limit' },
    failures: 0,
    not_before: 0,
    accepted: [],
  };
};

const stepTo = (
  { asked_until: _, ...plan }: SubmissionPlan,
  step: Step,
  notBefore: number,
): SubmissionPlan => ({
  ...plan,
  step,
  failures: 0,
  not_before: notBefore,
});

/** The present payload; a plan without any has ended. */
const presentOf = ({ queue: [present] }: SubmissionPlan): Payload => {
  if (!present) throw new Error('The plan has nothing left to submit; look at its outcome.');
  return present;
};

const askedOf = (plan: SubmissionPlan): Asked => ({
  dataSet: presentOf(plan).data_set,
  by: plan.step.doing === 'poll' ? 'poll' : 'submit',
});

type Failure = Exclude<NoAnswer, { kind: 'refused' }>;

/** The same step again later, or the end when it has failed too often. */
const failed = (plan: SubmissionPlan, answer: Failure, { now, jitter }: Moment): SubmissionPlan => {
  const failures = plan.failures + 1;
  if (failures >= MOST_FAILURES) return ended(plan, givenUp(answerStatus(answer, askedOf(plan))));
  const atLeastMs = answer.kind === 'server_error' ? (answer.retry_after_s ?? 0) * 1000 : 0;
  const notBefore = now + retryDelay(failures, { jitter, atLeastMs });
  return { ...stepTo(plan, plan.step, notBefore), failures };
};

/** On to the submission, unless it is known to be too large. */
const submitNext = (plan: SubmissionPlan, now: number): SubmissionPlan => {
  const { limit_bytes: most } = plan;
  const present = presentOf(plan);
  if (most !== undefined && present.bytes > most) return ended(plan, tooLarge(present, most));
  return stepTo(plan, { doing: 'submit' }, now);
};

/** Codes with which a service says that it has no limit to tell: permission denied for the operation, and its failure. */
const NO_LIMIT_TOLD = [-2, -51];

/** Not every state offers the question; without its answer the submission itself tells. */
const tellsNoLimit = (answer: NoAnswer): boolean =>
  answer.kind === 'unreadable' ||
  (answer.kind === 'refused' && answer.cause === 'fault') ||
  (answer.code !== undefined && NO_LIMIT_TOLD.includes(answer.code));

const afterLimit = (plan: SubmissionPlan, answer: LimitAnswer, at: Moment): SubmissionPlan => {
  if (answer.kind === 'limit') return submitNext({ ...plan, limit_bytes: answer.kb * 1024 }, at.now);
  if (tellsNoLimit(answer)) return submitNext(plan, at.now);
  return answer.kind === 'refused'
    ? ended(plan, answerStatus(answer, askedOf(plan)))
    : failed(plan, answer, at);
};

const afterAcceptance = (plan: SubmissionPlan, status: SubmissionStatus, now: number): SubmissionPlan => {
  const queue = plan.queue.slice(1);
  const accepted = [...plan.accepted, { payload: presentOf(plan), status }];
  return queue.length === 0
    ? { ...plan, queue, accepted, outcome: status }
    : submitNext({ ...plan, queue, accepted }, now);
};

const afterPending = (plan: SubmissionPlan, handle: string, now: number): SubmissionPlan => {
  const polls = plan.step.doing === 'poll' ? plan.step.polls + 1 : 0;
  if (polls >= MOST_POLLS) return ended(plan, neverJudged);
  return stepTo(plan, { doing: 'poll', handle, polls }, now + pollDelay(polls));
};

const afterSubmission = (plan: SubmissionPlan, answer: SubmissionAnswer, at: Moment): SubmissionPlan => {
  switch (answer.kind) {
    case 'pending':
      return afterPending(plan, answer.handle, at.now);
    case 'server_error':
    case 'unreadable':
      return failed(plan, answer, at);
    case 'refused':
      return ended(plan, answerStatus(answer, askedOf(plan)));
    default:
      return afterAcceptance(plan, answerStatus(answer, askedOf(plan)), at.now);
  }
};

const LOST: Failure = { kind: 'server_error', cause: 'time_limit', detail: 'the answer was lost' };

/** Whether an answer is one to the present step: a message that is delivered again may hold an older one. */
const isAnswered = ({ step, queue: [present] }: SubmissionPlan, seen: Observation): boolean =>
  step.doing === 'ask_limit'
    ? seen.kind === 'limit'
    : seen.kind === 'submission' && seen.sha256 === present?.sha256;

const isLost = ({ asked_until: until }: SubmissionPlan, now: number): boolean =>
  until !== undefined && until <= now;

const after = (plan: SubmissionPlan, seen: Observation, at: Moment): SubmissionPlan => {
  if (seen.kind === 'stopped') return { ...plan, outcome: seen.status };
  if (seen.kind === 'woken') return isLost(plan, at.now) ? failed(plan, LOST, at) : plan;
  if (!isAnswered(plan, seen)) return plan;
  return seen.kind === 'limit' ? afterLimit(plan, seen.answer, at) : afterSubmission(plan, seen.answer, at);
};

const actionOf = (plan: SubmissionPlan): Action => {
  switch (plan.step.doing) {
    case 'ask_limit':
      return { do: 'ask_limit' };
    case 'submit':
      return { do: 'submit', payload: presentOf(plan) };
    case 'poll':
      return { do: 'poll', payload: presentOf(plan), handle: plan.step.handle };
  }
};

/**
 * What to do next, and the plan to keep before doing it. A question that is out is not asked again until its answer is
 * there or counts as lost, so one payload is never under way twice, whatever wakes the worker, and however often:
 *
 *   worker  woken ──► submit ─ ✗ dies     woken ──► wait     woken (after 5 min) ──► lost ──► wait ──► submit
 *   state             └─ takes it, answers 0 to nobody                                                └─ -11: has it
 *
 * Failures of the server are tried again, slower each time; a refusal ends it; so do too many failures or questions.
 */
export const advance = (
  plan: SubmissionPlan,
  seen: Observation,
  at: Moment,
): { readonly plan: SubmissionPlan; readonly action: Action } => {
  const next = plan.outcome ? plan : after(plan, seen, at);
  if (next.outcome) return { plan: next, action: { do: 'settle', outcome: next.outcome } };
  const until = next.asked_until ?? next.not_before;
  if (until > at.now) return { plan: next, action: { do: 'wait', until } };
  return { plan: { ...next, asked_until: at.now + LOST_AFTER_MS }, action: actionOf(next) };
};
