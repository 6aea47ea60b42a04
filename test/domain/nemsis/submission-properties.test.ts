import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LOST_AFTER_MS } from '../../../domain/nemsis/submission-pace.ts';
import type { Action } from '../../../domain/nemsis/submission-plan.ts';
import type { LimitAnswer, SubmissionAnswer } from '../../../schemas/nemsis/state-answer.ts';
import {
  ACCEPTED,
  AGENCY,
  BROKEN,
  CHART,
  LIMIT,
  PENDING,
  REFUSED,
  type Worker,
  worker,
} from './submission-run.ts';

const anyAnswer: fc.Arbitrary<SubmissionAnswer> = fc.oneof(
  fc.constant(PENDING),
  fc.constant(BROKEN),
  fc.constant<SubmissionAnswer>({ kind: 'unreadable', detail: 'html' }),
  fc.constant(ACCEPTED),
  fc.constantFrom(-1, -11, -14, 77).map((code): SubmissionAnswer => ({ ...REFUSED, code })),
);
const anyLimit: fc.Arbitrary<LimitAnswer> = fc.constantFrom<LimitAnswer>(
  LIMIT,
  { kind: 'limit', kb: 30 },
  { kind: 'unreadable', detail: 'html' },
  { kind: 'server_error', cause: 'status', code: -50, detail: '' },
  { kind: 'refused', cause: 'status', code: -1, detail: '' },
);

/** What happens at one step of a worker's life: an answer comes or is lost in a crash, and it is woken now and then. */
const anyStep = fc.record({
  answer: anyAnswer,
  limit: anyLimit,
  isLost: fc.boolean(),
  wakings: fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 2 }),
});
const anyLife = fc.record({
  steps: fc.array(anyStep, { minLength: 1, maxLength: 12 }),
  hasDemographics: fc.boolean(),
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
});
type Life = typeof anyLife extends fc.Arbitrary<infer L> ? L : never;
type LifeStep = Life['steps'][number];
type Seen = { readonly action: Action; readonly at: number; readonly answer?: SubmissionAnswer };

/** Far more than any life takes that ends. */
const MOST_STEPS = 30_000;

/** Being woken before the time has come changes nothing; then the time comes. */
const rest = (one: Worker, action: Action, wakings: readonly number[]): Action => {
  for (const waking of wakings) {
    one.pass(Math.min(waking, one.seconds(action) * 1000 - 1));
    expect(one.woken()).toStrictEqual(action);
  }
  return one.rest(action);
};

/** One step: what was done and seen in it, and what to do then. */
const live = (one: Worker, action: Action, step: LifeStep): { seen: Seen[]; next: Action } => {
  if (action.do === 'wait') return { seen: [], next: rest(one, action, step.wakings) };
  const at = one.now();
  if (step.isLost) return { seen: [{ action, at }], next: one.woken() };
  if (action.do === 'ask_limit') return { seen: [{ action, at }], next: one.limit(step.limit) };
  return { seen: [{ action, at, answer: step.answer }], next: one.answer(step.answer) };
};

/** Lives a life over and over until it ends; tells each action, and the answer to it where one arrived. */
const liveOf = ({ steps, hasDemographics, jitter }: Life): Seen[] => {
  const demographics = { payload: AGENCY, lastAccepted: undefined };
  const one = worker({ payload: CHART, ...(hasDemographics && { demographics }) }, jitter);
  const seen: Seen[] = [];
  let action = one.woken();
  for (const step of Array.from({ length: Math.ceil(MOST_STEPS / steps.length) }, () => steps).flat()) {
    if (action.do === 'settle') return [...seen, { action, at: one.now() }];
    const done = live(one, action, step);
    seen.push(...done.seen);
    action = done.next;
  }
  throw new Error('It does not end.');
};

const RUNS = { numRuns: 60 };

const submissionsOf = (seen: readonly Seen[], sha256: string) =>
  seen.flatMap(({ action, at, answer }, index) =>
    action.do === 'submit' && action.payload.sha256 === sha256 ? [{ index, at, answer }] : [],
  );

it('ends, whatever the state answers', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      expect(liveOf(life).at(-1)?.action.do).toBe('settle');
    }),
    RUNS,
  );
});

it('never submits a payload again that is pending or judged', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const seen = liveOf(life);
      const again = [CHART, AGENCY].flatMap(({ sha256 }) => submissionsOf(seen, sha256).slice(0, -1));
      for (const { answer } of again)
        expect(['server_error', 'unreadable', undefined]).toContain(answer?.kind);
    }),
    RUNS,
  );
});

it('takes an answer for lost before it submits again without one', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const seen = liveOf(life);
      const tries = [CHART, AGENCY].map(({ sha256 }) => submissionsOf(seen, sha256));
      const gaps = tries.flatMap((each) =>
        each.slice(1).flatMap(({ at }, index) => {
          const before = each[index];
          return before && before.answer === undefined ? [at - before.at] : [];
        }),
      );
      for (const gap of gaps) expect(gap).toBeGreaterThan(LOST_AFTER_MS);
    }),
    RUNS,
  );
});

it('never tries again after a refusal', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const seen = liveOf(life);
      const refused = seen.findIndex(({ answer }) => answer?.kind === 'refused');
      if (refused >= 0)
        expect(seen.slice(refused + 1).map(({ action }) => action.do)).toStrictEqual(['settle']);
    }),
    RUNS,
  );
});

it('never submits the chart before the demographic data that is behind it is accepted', () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const seen = liveOf({ ...life, hasDemographics: true });
      const chart = submissionsOf(seen, CHART.sha256)[0];
      if (chart) expect(seen[chart.index - 1]?.answer?.kind).toBe('accepted');
    }),
    RUNS,
  );
});
