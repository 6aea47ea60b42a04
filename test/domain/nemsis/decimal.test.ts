import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals, decimalOf, totalDigitsOf } from '../../../domain/nemsis/decimal.ts';

const read = (text: string) => decimalOf(text) ?? { digits: 0n, scale: 99 };

describe('a decimal', () => {
  it.each([
    ['1.50', { digits: 15n, scale: 1 }],
    ['-0.05', { digits: -5n, scale: 2 }],
    ['+.5', { digits: 5n, scale: 1 }],
    ['5.', { digits: 5n, scale: 0 }],
    ['007', { digits: 7n, scale: 0 }],
    ['-0', { digits: 0n, scale: 0 }],
  ])('%s is read exactly', (text, value) => {
    expect(decimalOf(text)).toStrictEqual(value);
  });

  it.each(['', '.', '+', '1e3', '1,5', ' 1', 'NaN', '--1'])('%j is none', (text) => {
    expect(decimalOf(text)).toBeUndefined();
  });

  it.each([
    ['100', 3],
    ['0100.50', 4],
    ['0.05', 2],
    ['-12', 2],
    ['0', 1],
  ])('%s has %s digits', (text, digits) => {
    expect(totalDigitsOf(read(text))).toBe(digits);
  });

  it('compares as numbers do, at any size', () => {
    expect(compareDecimals(read('999999999999999999'), read('999999999999999998.9'))).toBe(1);
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.nat(4), (one, other, places) => {
        const [left, right] = [one / 10 ** places, other / 100].map((number) => number.toFixed(6));
        const expected = Math.sign(Number(left) - Number(right));
        expect(compareDecimals(read(left ?? ''), read(right ?? ''))).toBe(expected + 0);
      }),
    );
  });
});
