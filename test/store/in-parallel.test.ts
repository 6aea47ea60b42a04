import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { inParallel } from '../../store/in-parallel.ts';

const numbers = Array.from({ length: 20 }, (_, n) => n);

/** Work that says how many of it were under way at most, and how many are. */
const counted = (turns: (n: number) => number) => {
  const seen = { begun: 0, running: 0, most: 0 };
  const work = async (n: number) => {
    seen.begun += 1;
    seen.running += 1;
    seen.most = Math.max(seen.most, seen.running);
    for (let left = turns(n); left > 0; left -= 1) await turn();
    seen.running -= 1;
    if (n === 7) throw new Error('seven');
    return n * 2;
  };
  return { seen, work };
};

describe('a few at once', () => {
  test('all are done, in their order, and never more than that many at once', async () => {
    const { seen, work } = counted((n) => (n * 7) % 5);
    const answers = await inParallel(numbers, 3, (n) => work(n === 7 ? 70 : n));
    expect(answers).toStrictEqual(numbers.map((n) => (n === 7 ? 140 : n * 2)));
    expect(seen).toStrictEqual({ begun: 20, running: 0, most: 3 });
  });

  test('a slow one holds up no other', async () => {
    const order: number[] = [];
    await inParallel([30, 1, 1, 1, 1], 2, async (turns) => {
      for (let left = turns; left > 0; left -= 1) await turn();
      order.push(turns);
    });
    expect(order).toStrictEqual([1, 1, 1, 1, 30]);
  });

  test('after a fault nothing more is begun, and nothing goes on when it is thrown', async () => {
    const { seen, work } = counted((n) => (n === 6 ? 9 : 1));
    await expect(inParallel(numbers, 4, work)).rejects.toThrow('seven');
    expect(seen.running).toBe(0);
    expect(seen.begun).toBeLessThan(12);
  });

  test('of none is none', async () => {
    expect(await inParallel([], 4, async (n: number) => n)).toStrictEqual([]);
  });
});
