import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newKey, unwrap, WrongKey, wrap } from '../../../store/keys/wrapping.ts';

const whose = fc.tuple(fc.string(), fc.string());
const above = newKey();

describe('A wrapped key', () => {
  it('opens for its owner, with the key above it, as it was', () => {
    fc.assert(
      fc.property(whose, (owner) => {
        const key = newKey();
        expect(unwrap(above, wrap(above, key, owner), owner).export()).toStrictEqual(key.export());
      }),
    );
  });

  it('never is the same twice, nor holds the key as it is', () => {
    const key = newKey();
    const [a, b] = [wrap(above, key, ['t', 'a']), wrap(above, key, ['t', 'a'])];
    expect(a).not.toBe(b);
    expect(Buffer.from(a, 'base64').includes(key.export())).toBe(false);
  });

  it('opens for nobody else', () => {
    fc.assert(
      fc.property(whose, whose, (owner, other) => {
        fc.pre(JSON.stringify(owner) !== JSON.stringify(other));
        expect(() => unwrap(above, wrap(above, newKey(), owner), other)).toThrow(WrongKey);
      }),
    );
  });

  it('does not open with another key, or cut short, or with any one byte flipped', () => {
    const wrapped = wrap(above, newKey(), ['lakeside-ems', 'crew/m1']);
    const bytes = Buffer.from(wrapped, 'base64');
    const opening = (changed: Buffer) => () =>
      unwrap(above, changed.toString('base64'), ['lakeside-ems', 'crew/m1']);
    expect(() => unwrap(newKey(), wrapped, ['lakeside-ems', 'crew/m1'])).toThrow(WrongKey);
    for (const at of bytes.keys()) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      expect(opening(flipped)).toThrow(WrongKey);
      expect(opening(bytes.subarray(0, at))).toThrow(WrongKey);
    }
  });

  it('that does not open says whose it is, and nothing of the key', () => {
    const opening = () => unwrap(above, 'AAAA', ['lakeside-ems', 'crew/m1']);
    expect(opening).toThrow(
      'The key of crew/m1 of lakeside-ems does not open with the key above it; see "Keys" in the runbook.',
    );
  });
});
