import { describe, expect, test } from 'vitest';
import { type Crashing, mayCrash } from '../../../simulation/exhaustive/crash.ts';
import { type Case, explore } from '../../../simulation/exhaustive/explore.ts';
import type { Process } from '../../../simulation/exhaustive/process.ts';

interface Counter {
  value: number;
}

const counterOf = (processes: readonly Process<Counter>[], expected: number): Case<Counter> => ({
  begin: () => ({ value: 0 }),
  look: ({ value }) => String(value),
  processes,
  judge: ({ value }) => {
    if (value !== expected) throw new Error(`It counts ${value}.`);
  },
});

/** Reads, then writes what it read and one more. */
const racy = (name: string): Process<Counter> => ({
  name,
  async run({ step }) {
    const seen = await step('reads', ({ value }) => value);
    await step(`writes ${seen + 1}`, (counter) => {
      counter.value = seen + 1;
    });
  },
});

/** Adds one at once, `times` times. */
const adding = (name: string, times: number): Process<Counter> => ({
  name,
  async run({ step }) {
    for (let n = 0; n < times; n += 1)
      await step('adds', (counter) => {
        counter.value += 1;
      });
  },
});

const factorial = (n: number): bigint => (n <= 1 ? 1n : BigInt(n) * factorial(n - 1));

/** A counter that looks like all that was done to it, so that no two orders meet. */
interface Logged extends Counter {
  readonly log: string[];
}
const loggedOf = (processes: readonly Process<Logged>[], judge: Case<Logged>['judge']): Case<Logged> => ({
  begin: () => ({ value: 0, log: [] }),
  look: ({ log }) => log.join(),
  processes,
  judge,
});

/** Does something of its own, then reads and writes, each of which is logged. */
const logging = (name: string, apart: boolean): Process<Logged> => ({
  name,
  async run({ step, choose }) {
    await choose(() => [{ does: 'thinks', run: ({ log }) => void log.push(`${name} thinks`), apart }]);
    const seen = await step('reads', ({ log, value }) => {
      log.push(`${name} reads`);
      return value;
    });
    await step('writes', (counter) => {
      counter.log.push(`${name} writes`);
      counter.value = seen + 1;
    });
  },
});

/** The ends that a case comes to, as the values it counts, and how often it is judged. */
const endsOf = async (apart: boolean) => {
  const ends: number[] = [];
  const processes = ['A', 'B', 'C'].map((name) => logging(name, apart));
  const explored = await explore(loggedOf(processes, ({ value }) => void ends.push(value)));
  return { ...explored, judged: BigInt(ends.length), values: [...new Set(ends)].sort() };
};

describe('the explorer', () => {
  test('finds the update that two get lost, and lists what led to it', async () => {
    const found = explore(counterOf([racy('A'), racy('B')], 2));
    await expect(found).rejects.toThrow(
      [
        'It counts 1.',
        'after',
        '   1  A reads',
        '   2  B reads',
        '   3  A writes 1',
        '   4  B writes 1',
      ].join('\n'),
    );
  });

  test.each([
    [1, 5],
    [2, 3],
    [3, 2],
    [3, 4],
    [4, 3],
  ])('counts all orders of %i processes of %i acts', async (processes, times) => {
    const all = Array.from({ length: processes }, (_, n) => adding(`P${n}`, times));
    const { interleavings, states } = await explore(counterOf(all, processes * times));
    expect(interleavings).toBe(factorial(processes * times) / factorial(times) ** BigInt(processes));
    expect(states).toBe((times + 1) ** processes);
  });

  test('runs each order by itself where no two meet', async () => {
    const { interleavings, judged } = await endsOf(false);
    expect(interleavings).toBe(factorial(9) / factorial(3) ** 3n);
    expect(judged).toBe(interleavings);
  });

  test('comes to the same ends where what is apart is not tried in every place', async () => {
    const [all, some] = [await endsOf(false), await endsOf(true)];
    expect(some.interleavings).toBe(factorial(6) / factorial(2) ** 3n);
    expect([some.values, all.values]).toStrictEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test('takes equal processes for one another, and counts the orders all the same', async () => {
    const [one, other] = [adding('P', 3), adding('P', 3)];
    const [alike, unlike] = [
      await explore(counterOf([one, one], 6)),
      await explore(counterOf([one, other], 6)),
    ];
    expect(alike.interleavings).toBe(unlike.interleavings);
    expect([alike.states, unlike.states]).toStrictEqual([10, 16]);
  });

  test('lets a process crash wherever it waits, and begin again', async () => {
    const crashing: Process<Crashing> = {
      name: 'P',
      run: (steps) =>
        mayCrash(
          steps,
          () => undefined,
          async ({ step }) => {
            for (let n = 0; n < 4; n += 1) await step('works', () => n);
            return undefined;
          },
        ),
    };
    const { interleavings } = await explore({
      begin: () => ({ crashes: 1 }),
      look: ({ crashes }) => String(crashes),
      processes: [crashing],
      judge: () => undefined,
    });
    expect(interleavings).toBe(5n);
  });
});

describe('the explorer refuses', () => {
  const waiting: Process<Counter> = {
    name: 'W',
    run: ({ step }) =>
      step(
        'waits',
        () => undefined,
        ({ value }) => value === 2,
      ),
  };

  test('what waits for ever in some order', async () => {
    await expect(explore(counterOf([waiting, adding('A', 2)], 2))).resolves.toMatchObject({
      interleavings: 1n,
    });
    await expect(explore(counterOf([waiting, racy('A'), racy('B')], 2))).rejects.toThrow(
      'These wait for ever: W.\nafter\n   1  A reads\n   2  B reads',
    );
  });

  test('a process that throws, and what it did until then', async () => {
    const throwing: Process<Counter> = {
      name: 'T',
      async run({ step }) {
        if ((await step('reads', ({ value }) => value)) === 1) throw new Error('It was one.');
      },
    };
    await expect(explore(counterOf([adding('A', 2), throwing], 2))).rejects.toThrow(
      'It was one.\nafter\n   1  A adds\n   2  T reads',
    );
  });

  test('a process that throws before it asks for anything', async () => {
    const broken: Process<Counter> = { name: 'T', run: () => Promise.reject(new Error('It never began.')) };
    await expect(explore(counterOf([broken], 0))).rejects.toThrow('It never began.');
  });

  test('a process that never comes to an end', async () => {
    const circling: Process<Counter> = {
      name: 'C',
      run: ({ step }) => step('looks', () => 'again'),
    };
    await expect(explore(counterOf([circling], 0))).rejects.toThrow('It goes round in a circle.');
  });

  test('to leave anything out, where there are too many states', async () => {
    await expect(explore(counterOf([adding('A', 3), adding('B', 3)], 6), 15)).rejects.toThrow(
      'There are more than 15 states',
    );
    await expect(explore(counterOf([adding('A', 3), adding('B', 3)], 6), 16)).resolves.toBeDefined();
  });
});
