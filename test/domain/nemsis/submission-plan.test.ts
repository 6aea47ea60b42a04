import { describe, expect, it } from 'vitest';
import { MOST_FAILURES, MOST_POLLS } from '../../../domain/nemsis/submission-pace.ts';
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
  submitted,
  T0,
  type Worker,
  worker,
} from './submission-run.ts';

const settled = (state: string, turn: string, text: RegExp) => ({
  do: 'settle',
  outcome: { state, turn, retry: false, text: expect.stringMatching(text) },
});

/** Gives the same answer to the present step until it says something else than to wait. */
const untilEnd = (one: Worker, answer: SubmissionAnswer): { action: Action; asked: number } => {
  let asked = 1;
  let action = one.answer(answer);
  while (action.do === 'wait') {
    one.rest(action);
    asked += 1;
    action = one.answer(answer);
  }
  return { action, asked };
};

describe('A chart alone', () => {
  it('is submitted after the limit is known, and settles with the verdict', () => {
    const one = worker({ payload: CHART });
    expect(one.woken()).toStrictEqual({ do: 'ask_limit' });
    expect(one.limit(LIMIT)).toStrictEqual({ do: 'submit', payload: CHART });
    expect(one.answer(ACCEPTED)).toStrictEqual(settled('accepted', 'nobody', /has taken it/));
    expect(one.woken()).toStrictEqual(settled('accepted', 'nobody', /has taken it/));
  });

  it('is asked about, more seldom each time, until the verdict is there', () => {
    const one = submitted();
    const waits: number[] = [];
    let action = one.answer(PENDING);
    for (let asked = 0; asked < 8; asked += 1) {
      waits.push(one.seconds(action));
      expect(one.rest(action)).toStrictEqual({ do: 'poll', payload: CHART, handle: 'h' });
      action = one.answer(PENDING);
    }
    expect(waits).toStrictEqual([15, 30, 60, 120, 240, 480, 900, 900]);
    one.rest(action);
    expect(one.answer({ ...ACCEPTED, kind: 'accepted_with_findings', code: 2 })).toStrictEqual(
      settled('accepted', 'medic', /export it again/),
    );
  });

  it('settles with a refusal at once, also of a question', () => {
    expect(submitted().answer(REFUSED)).toStrictEqual(settled('rejected', 'medic', /breaks a rule/));
    const asked = submitted();
    asked.rest(asked.answer(PENDING));
    expect(asked.answer({ ...REFUSED, code: -1 })).toStrictEqual(
      settled('submitted', 'agency_admin', /cannot be asked/),
    );
  });

  it('is left with the state when there is no verdict in a day', () => {
    const { action, asked } = untilEnd(submitted(), PENDING);
    expect(action).toStrictEqual(settled('submitted', 'state', /no verdict in 100 questions/));
    expect(asked).toBe(MOST_POLLS + 1);
  });

  it('over the limit is not sent', () => {
    const one = worker({ payload: CHART });
    one.woken();
    expect(one.limit({ kind: 'limit', kb: 43 })).toStrictEqual(
      settled('exported', 'agency_admin', /It has 44 KB, and the state takes 43 KB/),
    );
  });
});

describe('Failures of the server', () => {
  it('are tried again, slower each time, spread by chance', () => {
    const waits = [0, 1].map((jitter) => {
      const one = worker({ payload: CHART }, jitter);
      one.woken();
      one.limit(LIMIT);
      return Array.from({ length: 7 }, () => {
        const action = one.answer(BROKEN);
        const seconds = one.seconds(action);
        expect(one.rest(action)).toStrictEqual({ do: 'submit', payload: CHART });
        return seconds;
      });
    });
    expect(waits).toStrictEqual([
      [15, 30, 60, 120, 240, 450, 450],
      [30, 60, 120, 240, 480, 900, 900],
    ]);
  });

  it('wait as long as the server asks for, within reason', () => {
    const busy = { kind: 'server_error', cause: 'http', detail: 'HTTP 503' } as const;
    const one = submitted();
    expect(one.seconds(one.answer({ ...busy, retry_after_s: 300 }))).toBe(300);
    const other = submitted();
    expect(other.seconds(other.answer({ ...busy, retry_after_s: 100_000 }))).toBe(1800);
  });

  it('start from the beginning after an answer', () => {
    const one = submitted();
    one.rest(one.answer(BROKEN));
    one.rest(one.answer(PENDING));
    expect(one.seconds(one.answer({ kind: 'unreadable', detail: 'html' }))).toBe(15);
  });

  it.each([
    [submitted(), 'exported'],
    [
      ((one) => {
        one.rest(one.answer(PENDING));
        return one;
      })(submitted()),
      'submitted',
    ],
  ])('end at last with a clear text', (one, state) => {
    const { action, asked } = untilEnd(one, BROKEN);
    expect(action).toStrictEqual(
      settled(
        state,
        'agency_admin',
        /^Given up after 60 tries\. Last: The state's server has an error\. Ask/,
      ),
    );
    expect(asked).toBe(MOST_FAILURES);
  });
});

describe('A worker that is woken too early, twice, or after a crash', () => {
  it('does not ask again while a question is out', () => {
    const one = submitted();
    one.pass(299_999);
    expect(one.woken()).toStrictEqual({ do: 'wait', until: T0 + 300_000 });
    one.pass(1);
    const lost = one.woken();
    expect(one.seconds(lost)).toBe(15);
    expect(one.rest(lost)).toStrictEqual({ do: 'submit', payload: CHART });
    expect(one.answer({ ...REFUSED, code: -11 })).toStrictEqual(
      settled('submitted', 'agency_admin', /very file already/),
    );
  });

  it('does not ask before the time has come', () => {
    const one = submitted();
    const wait = one.answer(PENDING);
    one.pass(14_999);
    expect(one.woken()).toStrictEqual(wait);
  });

  it('drops answers to another step or about another payload', () => {
    const one = worker({ payload: CHART });
    one.woken();
    const waits = { do: 'wait', until: T0 + 300_000 };
    expect(one.answer(ACCEPTED)).toStrictEqual(waits);
    one.limit(LIMIT);
    expect(one.limit(LIMIT)).toStrictEqual(waits);
    expect(one.answer(ACCEPTED, AGENCY)).toStrictEqual(waits);
  });
});

describe("The agency's demographic data", () => {
  const behind = { payload: CHART, demographics: { payload: AGENCY, lastAccepted: 'e'.repeat(64) } };

  it('stays where it is when the state has it', () => {
    const one = worker({ ...behind, demographics: { payload: AGENCY, lastAccepted: AGENCY.sha256 } });
    one.woken();
    expect(one.limit(LIMIT)).toStrictEqual({ do: 'submit', payload: CHART });
  });

  it.each(['e'.repeat(64), undefined])('goes first when the state has %s', (lastAccepted) => {
    const one = worker({ payload: CHART, demographics: { payload: AGENCY, lastAccepted } });
    one.woken();
    expect(one.limit(LIMIT)).toStrictEqual({ do: 'submit', payload: AGENCY });
    one.rest(one.answer(PENDING));
    expect(one.answer({ ...ACCEPTED, kind: 'accepted_with_findings', code: 3 })).toStrictEqual({
      do: 'submit',
      payload: CHART,
    });
    expect(one.answer(ACCEPTED).do).toBe('settle');
    expect(one.plan().accepted.map(({ payload }) => payload)).toStrictEqual([AGENCY, CHART]);
  });

  it('that is refused holds the chart back', () => {
    const one = worker(behind);
    one.woken();
    one.limit(LIMIT);
    expect(one.answer(REFUSED)).toStrictEqual(
      settled('exported', 'agency_admin', /^The agency's demographic data has to reach .* breaks a rule/),
    );
  });

  it('that was accepted leaves the chart to be judged on its own', () => {
    const one = worker(behind);
    one.woken();
    one.limit(LIMIT);
    one.answer(ACCEPTED);
    expect(one.answer(REFUSED)).toStrictEqual(settled('rejected', 'medic', /breaks a rule/));
  });

  it('can be what is submitted', () => {
    const one = worker({ payload: AGENCY });
    one.woken();
    one.limit(LIMIT);
    expect(one.answer(REFUSED)).toStrictEqual(settled('rejected', 'agency_admin', /breaks a rule/));
  });
});

describe('The question for the limit', () => {
  const asking = () => {
    const one = worker({ payload: CHART });
    one.woken();
    return one;
  };
  const failure = (code: number): LimitAnswer => ({
    kind: 'server_error',
    cause: 'status',
    code,
    detail: '',
  });
  const refusal = (code: number): LimitAnswer => ({ kind: 'refused', cause: 'status', code, detail: '' });

  it.each<LimitAnswer>([
    { kind: 'unreadable', detail: 'html' },
    { kind: 'refused', cause: 'fault', detail: 'no such operation' },
    refusal(-2),
    failure(-51),
  ])('%j does not hold the submission up', (answer) => {
    expect(asking().limit(answer)).toStrictEqual({ do: 'submit', payload: CHART });
  });

  it('is repeated while the server is busy', () => {
    const one = asking();
    expect(one.rest(one.limit(failure(-50)))).toStrictEqual({ do: 'ask_limit' });
  });

  it.each<[LimitAnswer, string, RegExp]>([
    [refusal(-1), 'rejected', /user name/],
    [{ kind: 'refused', cause: 'http', detail: 'HTTP 404' }, 'exported', /No NEMSIS web service/],
  ])('%j ends it', (answer, state, text) => {
    expect(asking().limit(answer)).toStrictEqual(settled(state, 'agency_admin', text));
  });
});

it('a plan that was cut short says so', () => {
  const one = submitted();
  one.plan().queue.pop();
  one.pass(300_000);
  expect(() => one.rest(one.woken())).toThrow('nothing left to submit');
});
