import {
  type Action,
  advance,
  type Moment,
  type Observation,
  planSubmission,
  type ToSubmit,
} from '../../../domain/nemsis/submission-plan.ts';
import type { LimitAnswer, SubmissionAnswer } from '../../../schemas/nemsis/state-answer.ts';
import { Payload, SubmissionPlan } from '../../../schemas/nemsis/submission-plan.ts';

export const CHART: Payload = Payload.parse({ data_set: 'EMS', sha256: 'c'.repeat(64), bytes: 45_000 });
export const AGENCY: Payload = Payload.parse({ data_set: 'DEM', sha256: 'd'.repeat(64), bytes: 20_000 });
export const T0 = Date.parse('2026-03-02T08:00:00.000Z');

export const ACCEPTED = { kind: 'accepted', code: 1, handle: 'h' } as const satisfies SubmissionAnswer;
export const PENDING = { kind: 'pending', code: 0, handle: 'h' } as const satisfies SubmissionAnswer;
export const BROKEN = {
  kind: 'server_error',
  cause: 'status',
  code: -20,
  detail: 'down',
} as const satisfies SubmissionAnswer;
export const REFUSED = {
  kind: 'refused',
  cause: 'status',
  code: -14,
  detail: 'a rule',
} as const satisfies SubmissionAnswer;
export const LIMIT: LimitAnswer = { kind: 'limit', kb: 1_000 };

/** A worker that keeps its plan, and the clock that it goes by. */
export const worker = (toSubmit: ToSubmit, jitter = 0) => {
  let plan = planSubmission(toSubmit);
  const at: Moment & { now: number } = { now: T0, jitter };
  const see = (seen: Observation): Action => {
    const next = advance(plan, seen, at);
    plan = SubmissionPlan.parse(JSON.parse(JSON.stringify(next.plan)));
    return next.action;
  };
  return {
    woken: () => see({ kind: 'woken' }),
    limit: (answer: LimitAnswer) => see({ kind: 'limit', answer }),
    answer: (answer: SubmissionAnswer, { sha256 } = plan.queue[0] ?? CHART) =>
      see({ kind: 'submission', sha256, answer }),
    /** Lets time pass as long as a wait says, and wakes the worker. */
    rest(action: Action) {
      if (action.do !== 'wait') throw new Error(`The action is to ${action.do}, not to wait.`);
      at.now = action.until;
      return see({ kind: 'woken' });
    },
    pass(milliseconds: number) {
      at.now += milliseconds;
    },
    seconds: (action: Action) => (action.do === 'wait' ? (action.until - at.now) / 1000 : 0),
    now: () => at.now,
    plan: () => plan,
  };
};

export type Worker = ReturnType<typeof worker>;

/** A worker whose chart's submission is out. */
export const submitted = (): Worker => {
  const one = worker({ payload: CHART });
  one.woken();
  one.limit(LIMIT);
  return one;
};
