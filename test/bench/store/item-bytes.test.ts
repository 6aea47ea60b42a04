import { describe, expect, it } from 'vitest';
import { itemBytes, startedKb } from '../../../bench/store/item-bytes.ts';

describe('The size of an item', () => {
  it('is that of its names and its values', () => {
    expect(itemBytes({ pk: { S: 'abc' } })).toBe(2 + 3);
    expect(itemBytes({ ü: { S: '€' } })).toBe(2 + 3);
    expect(itemBytes({ b: { B: new Uint8Array(7) } })).toBe(1 + 7);
    expect(itemBytes({ yes: { BOOL: true }, no: { NULL: true } })).toBe(3 + 1 + 2 + 1);
  });

  it('counts a byte for two digits of a number and one more, and no zeros at its ends', () => {
    const bytes = (N: string) => itemBytes({ n: { N } }) - 1;
    expect(['0', '7', '12', '123', '1000', '0.0012', '-36.5'].map(bytes)).toStrictEqual([
      1, 2, 2, 3, 2, 2, 3,
    ]);
  });

  it('counts three bytes for a map or a list, and one for each part', () => {
    expect(itemBytes({ m: { M: { a: { S: 'xy' } } } })).toBe(1 + 3 + 1 + (1 + 2));
    expect(itemBytes({ l: { L: [{ S: 'xy' }, { N: '1' }] } })).toBe(1 + 3 + (1 + 2) + (1 + 2));
    expect(itemBytes({ m: { M: {} }, l: { L: [] } })).toBe(1 + 3 + 1 + 3);
  });

  it('costs a write unit for each KB that is started', () => {
    expect([1, 1024, 1025, 2048, 2049].map(startedKb)).toStrictEqual([1, 1, 2, 2, 3]);
  });
});
