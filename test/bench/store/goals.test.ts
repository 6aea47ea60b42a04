import { describe, expect, it } from 'vitest';
import { type Compared, costGoal, timeGoal, writeGoal } from '../../../bench/store/goals.ts';

const even = { over_ms: 0, surely_over_ms: -0.1 };
const append: Compared = { kind: 'write', ms: 4, peer_ms: 3.5, units: 1, peer_units: 1, ...even };
const state: Compared = { kind: 'state', ms: 1, peer_ms: 10, units: 6, peer_units: 60, ...even };

describe('The goals of the store beside its peer', () => {
  it('forgive the time of the sealing and what may be chance, and nothing more', () => {
    expect(timeGoal(append)).toBe('met');
    expect(timeGoal({ ...append, over_ms: 0.2 })).toBe('met');
    expect(timeGoal({ ...append, over_ms: 0.2, surely_over_ms: 0.05 })).toBe(
      'missed: 0.2 ms slower besides the sealing',
    );
  });

  it('ask that a state is read ten times cheaper and faster', () => {
    expect([costGoal(state), timeGoal(state)]).toStrictEqual(['met', 'met']);
    expect(costGoal({ ...state, units: 7 })).toBe('missed: 8.6 of 10 times cheaper');
    expect(timeGoal({ ...state, ms: 2 })).toBe('missed: 5.0 of 10 times faster');
  });

  it('name all that a state misses', () => {
    expect(timeGoal({ ...state, ms: 12, over_ms: 1, surely_over_ms: 0.5 })).toBe(
      'missed: 1 ms slower besides the sealing, 0.8 of 10 times faster',
    );
  });

  it('judge the cost of nothing but states', () => {
    expect(costGoal({ ...append, units: 99 })).toBe('–');
  });

  it('ask for one write unit a started KB', () => {
    expect(writeGoal(3, 3)).toBe('met');
    expect(writeGoal(4, 3)).toBe('missed: 4 units for 3 started KB');
  });
});
