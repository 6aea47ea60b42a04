import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf } from '../../../store/evidence/lines.ts';

/** The lines of a text whose bytes come in pieces of these sizes, and then in one. */
const linesIn = async (text: string, sizes: readonly number[] = [], most?: number) => {
  const bytes = Buffer.from(text);
  let at = 0;
  async function* pieces() {
    for (const size of sizes) {
      yield bytes.subarray(at, at + size);
      at += size;
    }
    yield bytes.subarray(at);
  }
  const lines = await Array.fromAsync(linesOf(pieces(), most));
  return lines.map((line) => (typeof line === 'string' ? { wrong: line } : Buffer.from(line).toString()));
};

describe('The lines of a file', () => {
  test('are those it has, however it is divided', async () => {
    const anyLine = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\r', '\u2028', '{"x":1}') });
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine), fc.array(fc.nat(9)), async (lines, sizes) => {
        expect(await linesIn(lines.map((line) => `${line}\n`).join(''), sizes)).toStrictEqual(lines);
      }),
    );
  });

  test('end with the one that is cut off', async () => {
    expect(await linesIn('one\ntwo')).toStrictEqual(['one', { wrong: 'its last line is cut off' }]);
    expect(await linesIn('')).toStrictEqual([]);
  });

  test('end with one that is longer than any can be, before it is read whole', async () => {
    const wrong = { wrong: 'it is longer than any such line' };
    expect(await linesIn(`one\n${'x'.repeat(20)}\nthree\n`, [6, 6, 6], 10)).toStrictEqual(['one', wrong]);
  });
});
