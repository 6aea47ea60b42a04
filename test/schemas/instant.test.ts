import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Instant, Moment } from '../../schemas/instant.ts';
import { arbitraryOf } from '../schema-arbitrary.ts';

describe('a moment', () => {
  test.each([
    ['2024-10-07T20:25:53-04:00', '2024-10-08T00:25:53.000Z'],
    ['2024-10-08T00:25:53Z', '2024-10-08T00:25:53.000Z'],
    ['2024-02-29T23:59:59.1239+00:00', '2024-02-29T23:59:59.123Z'],
    ['9999-12-31T23:59:59+01:00', '9999-12-31T22:59:59.000Z'],
  ])('%s is the instant %s', (sent, instant) => {
    expect(Moment.parse(sent)).toBe(instant);
  });

  test.each([
    'soon',
    '',
    '+abc',
    '2024-10-07',
    '2024-10-07T20:25:53',
    '2024-13-01T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2024-10-07T24:00:00Z',
    '2024-10-07T20:25:53-24:00',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00+01:00',
    1728260753000,
    null,
  ])('%j is refused, and not with a fault', (sent) => {
    expect(Moment.safeParse(sent).success).toBe(false);
  });

  test('once taken, is an instant that is taken again as it is', () => {
    fc.assert(
      fc.property(arbitraryOf(Moment), (instant) => {
        expect(Instant.parse(instant)).toBe(instant);
        expect(Moment.parse(instant)).toBe(instant);
      }),
    );
  });
});
