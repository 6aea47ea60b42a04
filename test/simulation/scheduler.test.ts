import { describe, expect, it } from 'vitest';
import { randomOf } from '../../simulation/random.ts';
import { NoRest, scheduler } from '../../simulation/scheduler.ts';

/** The order in which three tasks of three steps each are let go on. */
const orderOf = async (seed: number): Promise<string> => {
  const { park, rest } = scheduler(randomOf(seed));
  const order: string[] = [];
  const turn = () => new Promise<void>((go) => park(go));
  const task = async (name: string) => {
    for (let step = 1; step <= 3; step += 1) {
      await turn();
      order.push(`${name}${step}`);
    }
  };
  const all = Promise.all(['a', 'b', 'c'].map(task));
  await rest();
  await all;
  return order.join(' ');
};

describe('The scheduler', () => {
  it('does the same for the same seed, and something else for another', async () => {
    const orders = await Promise.all([1, 2, 3, 4, 5, 6].map(orderOf));
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(orderOf))).toStrictEqual(orders);
    expect(new Set(orders).size).toBeGreaterThan(3);
  });

  it('lets one step be over, with all that comes of it at once, before it takes the next', async () => {
    const { park, rest } = scheduler(randomOf(1));
    const seen: string[] = [];
    const work = async (name: string) => {
      await new Promise<void>((go) => park(go));
      seen.push(`${name} begins`);
      for (let n = 0; n < 50; n += 1) await Promise.resolve();
      seen.push(`${name} ends`);
    };
    const both = Promise.all([work('x'), work('y')]);
    await rest();
    await both;
    expect(seen.map((line) => line.split(' ')[1])).toStrictEqual(['begins', 'ends', 'begins', 'ends']);
  });

  it('leaps to the next timer when nothing else is to be done, in the order of time', async () => {
    const time = scheduler(randomOf(1));
    const [began, seen]: [number, string[]] = [time.now(), []];
    time.after(3_600_000, () => seen.push('an hour'));
    time.after(1_000, () => seen.push('a second'));
    await time.rest();
    expect(seen).toStrictEqual(['a second', 'an hour']);
    expect(time.now() - began).toBeGreaterThanOrEqual(3_600_000);
  });

  it('gives up on what is tried again for ever', async () => {
    const { park, rest } = scheduler(randomOf(1));
    const again = () => park(again);
    again();
    await expect(rest()).rejects.toThrow(NoRest);
  });
});
