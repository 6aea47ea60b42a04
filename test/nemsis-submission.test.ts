import { expect, it } from 'vitest';
import type { StateService, Submission } from '../adapters/nemsis-soap/state-service.ts';
import { type Action, advance, type Observation, planSubmission } from '../domain/nemsis/submission-plan.ts';
import type { SubmissionPlan } from '../schemas/nemsis/submission-plan.ts';
import { chart, state } from './adapters/nemsis-soap/state.ts';
import { AGENCY, CHART, T0 } from './domain/nemsis/submission-run.ts';

const DOCUMENTS: Readonly<Record<string, Submission>> = {
  [CHART.sha256]: chart('chart'),
  [AGENCY.sha256]: { ...chart('agency'), dataSet: 'DEM' },
};

const documentOf = (sha256: string): Submission => {
  const found = DOCUMENTS[sha256];
  if (!found) throw new Error('The plan submits something unknown.');
  return found;
};

/** Does one action; time passes at once. */
const perform = async (client: StateService, action: Action): Promise<Observation> => {
  switch (action.do) {
    case 'ask_limit':
      return { kind: 'limit', answer: await client.limit() };
    case 'submit': {
      const { sha256 } = action.payload;
      return { kind: 'submission', sha256, answer: await client.submit(documentOf(sha256)) };
    }
    case 'poll':
      return {
        kind: 'submission',
        sha256: action.payload.sha256,
        answer: await client.status(action.handle),
      };
    default:
      return { kind: 'woken' };
  }
};

/** Works a plan off until it ends; tells what was done, waits left out. */
const workOff = async (client: StateService, plan: SubmissionPlan) => {
  const done: string[] = [];
  let now = T0;
  let next = advance(plan, { kind: 'woken' }, { now, jitter: 0 });
  while (next.action.do !== 'settle') {
    if (next.action.do === 'wait') now = next.action.until;
    else done.push(next.action.do);
    next = advance(next.plan, await perform(client, next.action), { now, jitter: 0 });
  }
  return { done, outcome: next.action.outcome, accepted: next.plan.accepted };
};

const behind = { payload: CHART, demographics: { payload: AGENCY, lastAccepted: undefined } };

it('brings the demographic data and then the chart to a state that takes its time', async () => {
  const { server, client } = await state({ questionsBeforeVerdict: 2 });
  const { done, outcome, accepted } = await workOff(client, planSubmission(behind));
  expect(done).toStrictEqual(['ask_limit', 'submit', 'poll', 'poll', 'submit', 'poll', 'poll']);
  expect(outcome).toMatchObject({ state: 'accepted', turn: 'nobody' });
  expect(accepted.map(({ payload }) => payload)).toStrictEqual([AGENCY, CHART]);
  expect(server.taken.map(({ dataSchema }) => dataSchema)).toStrictEqual([62, 61]);
});

it('gets through a state that fails on the way', async () => {
  const { server, client } = await state({ questionsBeforeVerdict: 1 });
  server.failNext(
    { kind: 'reply', status: 503 },
    { kind: 'fault', whose: 'Client', reason: 'QueryLimit is not offered' },
    { kind: 'fault', whose: 'Server', reason: 'no connection' },
    { kind: 'reply', status: 200, body: '<html/>' },
  );
  const { done, outcome } = await workOff(client, planSubmission({ payload: CHART }));
  expect(done).toStrictEqual(['ask_limit', 'ask_limit', 'submit', 'submit', 'submit', 'poll']);
  expect(outcome.state).toBe('accepted');
  expect(server.taken).toHaveLength(1);
});

it('leaves a submission whose answer was lost to be looked up, and sends no second one in', async () => {
  const { server, client } = await state();
  await client.limit();
  const plan = advance(planSubmission({ payload: CHART }), { kind: 'woken' }, { now: T0, jitter: 0 });
  const ready = advance(
    plan.plan,
    { kind: 'limit', answer: { kind: 'limit', kb: 512 } },
    { now: T0, jitter: 0 },
  );
  server.failNext({ kind: 'drop' });
  const lost = await perform(client, ready.action);
  const { done, outcome } = await workOff(client, advance(ready.plan, lost, { now: T0, jitter: 0 }).plan);
  expect(done).toStrictEqual(['submit']);
  expect(outcome).toMatchObject({ state: 'submitted', turn: 'agency_admin' });
  expect(server.taken).toHaveLength(1);
});

it('ends with a refusal, and asks no more', async () => {
  const { server, client } = await state({ questionsBeforeVerdict: 1 });
  server.judgeNext({ code: -14 });
  const { done, outcome } = await workOff(client, planSubmission({ payload: CHART }));
  expect(done).toStrictEqual(['ask_limit', 'submit', 'poll']);
  expect(outcome).toMatchObject({ state: 'rejected', turn: 'medic', retry: false });
});
