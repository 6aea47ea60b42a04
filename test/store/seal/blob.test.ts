import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newKey } from '../../../store/keys/wrapping.ts';
import { seal, Unopenable, unseal } from '../../../store/seal/blob.ts';

const KEY = newKey();
const PLACE = '["lakeside-ems#chart#1",3,"chart.vitals_recorded","patient/1"]';
const TEXT = '[[["changes"],{"last_name":"Marker"}]]';

describe('a sealed blob', () => {
  test('opens to the same text, whatever it is, with its key at its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, place) => {
        expect(unseal(KEY, place, seal(KEY, place, text))).toBe(text);
      }),
    );
  });

  test('is another each time, and holds neither the text nor its compressed form', () => {
    const blobs = Array.from({ length: 20 }, () => seal(KEY, PLACE, TEXT));
    expect(new Set(blobs).size).toBe(20);
    for (const blob of blobs) {
      const bytes = Buffer.from(blob, 'base64');
      expect(bytes.includes('Marker') || bytes.includes(deflateRawSync(TEXT))).toBe(false);
    }
  });

  test('opens with no other key and at no other place', () => {
    const blob = seal(KEY, PLACE, TEXT);
    expect(() => unseal(newKey(), PLACE, blob)).toThrow(Unopenable);
    fc.assert(
      fc.property(
        fc.string().filter((place) => place !== PLACE),
        (place) => expect(() => unseal(KEY, place, blob)).toThrow(Unopenable),
      ),
    );
  });

  test('does not open with any bit of any byte flipped', () => {
    const bytes = Buffer.from(seal(KEY, PLACE, TEXT), 'base64');
    for (const at of bytes.keys())
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (bytes[at] ?? 0) ^ (1 << bit);
        expect(() => unseal(KEY, PLACE, flipped.toString('base64'))).toThrow(Unopenable);
      }
  });

  test('does not open cut short at either end, or with more behind it', () => {
    const bytes = Buffer.from(seal(KEY, PLACE, TEXT), 'base64');
    for (const at of bytes.keys()) {
      expect(() => unseal(KEY, PLACE, bytes.subarray(0, at).toString('base64'))).toThrow(Unopenable);
      expect(() => unseal(KEY, PLACE, bytes.subarray(at + 1).toString('base64'))).toThrow(Unopenable);
    }
    const longer = Buffer.concat([bytes, Buffer.of(0)]).toString('base64');
    expect(() => unseal(KEY, PLACE, longer)).toThrow(Unopenable);
  });

  test.each([
    '',
    'A',
    '====',
    'not base64 at all',
    `${seal(KEY, PLACE, TEXT)}\n`,
    ` ${seal(KEY, PLACE, TEXT)}`,
  ])('has one spelling, and %j is none', (text) =>
    expect(() => unseal(KEY, PLACE, text)).toThrow(Unopenable),
  );

  test('says nothing of what it held when it does not open', () => {
    try {
      unseal(newKey(), PLACE, seal(KEY, PLACE, TEXT));
    } catch (error) {
      expect(`${error} ${JSON.stringify(error)}`).not.toContain('Marker');
    }
    expect.assertions(1);
  });

  test('that would swell beyond any item is not opened', () => {
    const swelling = 'x'.repeat(16 * 1024 * 1024 + 1);
    expect(() => unseal(KEY, PLACE, seal(KEY, PLACE, swelling))).toThrow(Unopenable);
  });
});
