import { describe, expect, test } from 'vitest';
import { conclude } from '../../../store/views/conclude.ts';
import { LIFETIME_MS } from '../../../store/views/generations.ts';
import { workOn } from '../../../store/views/rebuild.ts';
import { take } from '../../../store/views/take.ts';
import type { ViewParts } from '../../../store/views/view-parts.ts';
import { chart, type ViewWorld, viewWorld } from './view-world.ts';

/** Numbers that look random and are the same each time (a linear congruential generator). */
const dice = (seed: number) => {
  let state = seed * 2 + 1;
  return (sides: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
};

const CHARTS = 12;

/** What may happen between any two calls of the rebuild: a command, a delivery, a delivery put off, or nothing. */
const traffic = (world: ViewWorld, roll: (sides: number) => number) => {
  const putOff: ReturnType<ViewWorld['take']>[] = [];
  const step = async () => {
    const happenings = [
      () => world.command(1 + roll(CHARTS)),
      () => world.command(1 + roll(CHARTS)),
      () => world.deliver(),
      () => putOff.push(world.take()),
      () => world.late(putOff.shift() ?? []),
    ];
    await happenings[roll(6)]?.();
  };
  /** All that was put off comes at last, as queues deliver it. */
  const rest = async () => {
    for (const told of putOff.splice(0)) world.late(told);
    await world.deliver();
  };
  return { step, rest };
};

/** The ports of a rebuild with traffic before each call; the traffic's own calls are not of these. */
const busy = (parts: ViewParts, meanwhile: () => Promise<void>): ViewParts => {
  const guard =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await meanwhile();
      return call(...args);
    };
  const { table, copies, keys, store } = parts;
  return {
    ...parts,
    table: { ...table, read: guard(table.read), save: guard(table.save) },
    keys: { ...keys, page: guard(keys.page) },
    store: {
      ...store,
      async load(name, after) {
        await meanwhile();
        return store.load(name, after);
      },
    },
    copies: {
      ...copies,
      of: (generation) => {
        const rows = copies.of(generation);
        return { ...rows, get: guard(rows.get), put: guard(rows.put) };
      },
    },
  };
};

const SEGMENTS = 2;
const TASKS = (['fill', 'verify', 'count'] as const).flatMap((part) =>
  Array.from({ length: SEGMENTS }, (_, segment) => ({ part, segment })),
);

const rebuildIn = async (world: ViewWorld, meanwhile: () => Promise<void>) => {
  const parts = busy(world.parts, meanwhile);
  await take(parts, 'begin', SEGMENTS);
  // Projectors go on with what they knew, for as long as they may.
  for (let ms = 0; ms < LIFETIME_MS; ms += 500) {
    await meanwhile();
    world.pass(500);
  }
  world.settle();
  for (const task of TASKS) await workOn(parts, task, () => true);
  return conclude(parts);
};

const often = async (times: number, meanwhile: () => Promise<unknown>) => {
  for (let n = 0; n < times; n += 1) await meanwhile();
};

describe('commands go on while a generation is built, verified, switched to and switched back from', () => {
  test.each(Array.from({ length: 12 }, (_, seed) => seed))('and none is lost (seed %i)', async (seed) => {
    const world = viewWorld();
    const { step: meanwhile, rest } = traffic(world, dice(seed + 1));
    await often(40, meanwhile);
    await world.known();
    expect(await rebuildIn(world, meanwhile)).toMatchObject({ kind: 'ready', findings: { wrong: 0 } });
    await take(world.parts, 'switch');
    await often(20, meanwhile);
    world.pass(LIFETIME_MS);
    await take(world.parts, 'switch_back');
    await often(20, meanwhile);
    await rest();
    expect([await world.wrongIn(0), await world.wrongIn(1)]).toStrictEqual([[], []]);
  });

  test('and what a projector wrote that did not know of it yet is folded by the scan', async () => {
    const world = viewWorld();
    await world.known();
    await take(world.parts, 'begin', SEGMENTS);
    world.pass(LIFETIME_MS - 1);
    await world.command(1);
    await world.deliver();
    const { tenant_id, id } = chart(1);
    expect(await world.parts.copies.of(0).get(tenant_id, id)).toMatchObject({ version: 1 });
    expect(await world.parts.copies.of(1).get(tenant_id, id)).toBeUndefined();
    world.settle();
    for (const task of TASKS.filter(({ part }) => part === 'fill'))
      await workOn(world.parts, task, () => true);
    expect(await world.parts.copies.of(1).get(tenant_id, id)).toMatchObject({ version: 1 });
    await world.command(1);
    await world.deliver();
    expect([await world.wrongIn(0), await world.wrongIn(1)]).toStrictEqual([[], []]);
  });
});
