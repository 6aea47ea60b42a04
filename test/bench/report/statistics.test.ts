import { describe, expect, it } from 'vitest';
import { median, quantile, rounded, surelyBelowMedian } from '../../../bench/report/statistics.ts';

describe('Quantiles of measurements', () => {
  it('are values that were measured, whatever their order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2);
    expect(quantile([30, 10, 20, 40], 0.95)).toBe(40);
    expect(quantile([7], 0.95)).toBe(7);
  });

  it('leave the samples as they were', () => {
    const samples = [3, 1, 2];
    median(samples);
    expect(samples).toStrictEqual([3, 1, 2]);
  });

  it('say what the median surely is above, which is less the fewer samples there are', () => {
    const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
    expect(surelyBelowMedian(upTo(50))).toBe(18);
    expect(surelyBelowMedian(upTo(20))).toBe(5);
    expect(surelyBelowMedian([7])).toBe(7);
  });

  it('need a sample', () => {
    expect(() => median([])).toThrow('No sample was measured');
  });

  it('are shown with three digits', () => {
    expect([rounded(0.041287), rounded(123.456), rounded(1234.5)]).toStrictEqual([0.0413, 123, 1230]);
  });
});
