import { expect, test } from 'vitest';
import { withinTime } from '../../../../adapters/nemsis-xml/schematron/within-time.ts';

test('what ends gives its value, undefined or not', () => {
  expect(withinTime(60_000, () => 1)).toStrictEqual({ value: 1 });
  expect(withinTime(60_000, () => undefined)).toStrictEqual({ value: undefined });
});

test('what goes on for ever is ended, whatever it catches', () => {
  const forEver = (): never => {
    for (;;)
      try {
        for (;;);
      } catch {
        // taken up again
      }
  };
  expect(withinTime(20, forEver)).toBeUndefined();
});

test('what it throws is thrown on', () => {
  class Own extends Error {}
  expect(() =>
    withinTime(60_000, () => {
      throw new Own('x');
    }),
  ).toThrow(Own);
});
