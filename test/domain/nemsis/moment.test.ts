import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareMoments, type MomentType, momentOf } from '../../../domain/nemsis/moment.ts';

const NEVER = { seconds: Number.NaN, zoned: false };

const compared = (type: MomentType, one: string, other: string): number =>
  compareMoments(momentOf(type, one) ?? NEVER, momentOf(type, other) ?? NEVER);

describe('a moment', () => {
  it.each([
    ['xs:dateTime', '1970-01-01T00:00:00Z', { seconds: 0, zoned: true }],
    ['xs:dateTime', '1970-01-01T00:00:00.5-05:30', { seconds: 19_800.5, zoned: true }],
    ['xs:dateTime', '1969-12-31T24:00:00', { seconds: 0, zoned: false }],
    ['xs:date', '2024-02-29', { seconds: 1_709_164_800, zoned: false }],
    ['xs:date', '2000-02-29+14:00', { seconds: 951_782_400 - 50_400, zoned: true }],
    ['xs:time', '01:00:01', { seconds: 3601, zoned: false }],
    ['xs:time', '00:00:00Z', { seconds: 0, zoned: true }],
  ] as const)('%s %s is read', (type, text, value) => {
    expect(momentOf(type, text)).toStrictEqual(value);
  });

  it.each([
    ['xs:dateTime', '2026-03-01'],
    ['xs:dateTime', '2026-03-01T12:00'],
    ['xs:dateTime', '2026-03-01T24:00:01Z'],
    ['xs:dateTime', '2026-03-01T12:60:00Z'],
    ['xs:dateTime', '2026-03-01T12:00:60Z'],
    ['xs:dateTime', '2026-03-01T12:00:00+14:01'],
    ['xs:dateTime', '2026-03-01T12:00:00+05:60'],
    ['xs:dateTime', '2026-02-29T12:00:00Z'],
    ['xs:date', '0000-01-01'],
    ['xs:date', '2026-00-01'],
    ['xs:date', '2026-13-01'],
    ['xs:date', '2026-04-31'],
    ['xs:date', '2026-04-00'],
    ['xs:date', '1900-02-29'],
    ['xs:date', '02026-01-01'],
    ['xs:time', '25:00:00'],
  ] as const)('%s %s is none', (type, text) => {
    expect(momentOf(type, text)).toBeUndefined();
  });

  it('is the same as elsewhere in the calendar of all time', () => {
    const date = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (given) => {
        const text = given.toISOString();
        expect(momentOf('xs:dateTime', text)?.seconds).toBeCloseTo(given.getTime() / 1000, 3);
      }),
    );
  });

  it('is earlier or later by the offsets, or nobody knows', () => {
    expect(compared('xs:dateTime', '2026-03-01T12:00:00-05:00', '2026-03-01T17:00:00Z')).toBe(0);
    expect(compared('xs:date', '2026-03-01', '2026-03-02')).toBe(-1);
    expect(compared('xs:date', '2026-03-01Z', '2026-03-01')).toBeNaN();
    expect(compared('xs:date', '2026-03-02Z', '2026-03-01')).toBe(1);
  });
});
