import { describe, expect, it } from 'vitest';
import {
  aMillion,
  byPrice,
  costGoal,
  NOTHING_USED,
  usedEach,
  usedTogether,
} from '../../../bench/cost/dollars.ts';

const append = { ...NOTHING_USED, write_units: 2, lambda_runs: 1, http_requests: 1 };
const read = { ...NOTHING_USED, read_units: 4, queue_requests: 3 };

describe('What a million commands cost', () => {
  it('is each use at its list price, the tables told apart', () => {
    const { all, tables } = aMillion(usedTogether(append, read));
    expect(all).toBeCloseTo(2 * 0.625 + 4 * 0.125 + 0.2 + 1 + 3 * 0.4, 10);
    expect(tables).toBeCloseTo(2 * 0.625 + 4 * 0.125, 10);
    expect(aMillion(NOTHING_USED)).toStrictEqual({ all: 0, tables: 0 });
  });

  it('counts what is priced by gigabytes and by thousands', () => {
    expect(aMillion({ ...NOTHING_USED, log_bytes: 1_000 }).all).toBeCloseTo(0.5, 10);
    expect(aMillion({ ...NOTHING_USED, objects_put: 0.05 }).all).toBeCloseTo(0.25, 10);
    expect(aMillion({ ...NOTHING_USED, key_requests: 1 }).all).toBeCloseTo(3, 10);
    expect(aMillion({ ...NOTHING_USED, lambda_gb_seconds: 0.1 }).all).toBeCloseTo(1.33334, 10);
  });

  it('is that of one of many commands', () => {
    const all = usedTogether(usedTogether(append, read), append);
    expect(usedEach(all, 2)).toStrictEqual({
      ...NOTHING_USED,
      write_units: 2,
      lambda_runs: 1,
      http_requests: 1,
      read_units: 2,
      queue_requests: 1.5,
    });
  });

  it('is told by price, the dearest first', () => {
    const [first, second] = byPrice(append);
    expect([first?.priced, second?.priced]).toStrictEqual(['write_units', 'http_requests']);
  });

  it('has a goal', () => {
    expect(costGoal(10)).toBe('met');
    expect(costGoal(12.345)).toBe('missed: $12.35 of at most $10');
  });
});
