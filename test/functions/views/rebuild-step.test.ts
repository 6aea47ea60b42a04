import { describe, expect, test } from 'vitest';
import { rebuildStep } from '../../../functions/views/rebuild-step.ts';
import type { ViewParts } from '../../../store/views/view-parts.ts';
import { chart, type ViewWorld, viewWorld } from '../../store/views/view-world.ts';

const CHARTS = [1, 2, 3, 4, 5, 6, 7, 8];
const SEGMENTS = 2;
const PARTS = ['fill', 'verify', 'count'] as const;

/** The `n`-th chart of them has `n` commits. */
const filledWorld = async (): Promise<ViewWorld> => {
  const world = viewWorld();
  for (const n of CHARTS) for (let times = 0; times < n; times += 1) await world.command(n);
  world.pass(1);
  await world.deliver();
  return world;
};

const forever = () => true;
const step = (parts: ViewParts, asked: object, mayGoOn = forever) => rebuildStep(parts, asked, mayGoOn);
const begin = (parts: ViewParts, input: object = {}) =>
  step(parts, { action: 'start', input: { view: 'charts', segments: SEGMENTS, ...input } });

const BUILDING = { kind: 'building', generation: 1, segments: [0, 1], wait_seconds: 20, switch: false };

/** All segments of a part, each in calls that do one page. */
const work = async (parts: ViewParts, part: string, generation = 1) => {
  for (let segment = 0; segment < SEGMENTS; segment += 1) {
    let kind = 'unfinished';
    while (kind === 'unfinished') {
      let pages = 0;
      const aPage = () => {
        pages += 1;
        return pages === 1;
      };
      ({ kind } = await step(parts, { action: 'work', generation, part, segment }, aPage));
    }
    expect(kind).toBe('done');
  }
};

const built = async (world: ViewWorld) => {
  await begin(world.parts);
  world.settle();
  for (const part of PARTS) await work(world.parts, part);
  return step(world.parts, { action: 'conclude', generation: 1 });
};

describe('the steps of a rebuild', () => {
  test('make a generation that is as the events say, and switch to it', async () => {
    const world = await filledWorld();
    expect(await begin(world.parts)).toStrictEqual(BUILDING);
    world.settle();
    for (const part of PARTS) await work(world.parts, part);
    expect(await step(world.parts, { action: 'conclude', generation: 1 })).toStrictEqual({ kind: 'done' });
    expect(await step(world.parts, { action: 'switch', generation: 1 })).toStrictEqual({ kind: 'done' });
    expect(await world.parts.table.read()).toMatchObject({ state: 'switched', live: 1, beside: 0 });
    expect(await world.wrongIn(1)).toStrictEqual([]);
  });

  test('asked for twice, as after an answer that was lost, say the same', async () => {
    const world = await filledWorld();
    const twice = async (asked: object) => {
      const first = await step(world.parts, asked);
      expect(await step(world.parts, asked)).toStrictEqual(first);
      return first;
    };
    const start = { action: 'start', input: { view: 'charts', segments: SEGMENTS } };
    expect(await twice(start)).toStrictEqual(BUILDING);
    world.settle();
    for (const part of PARTS)
      for (const segment of [0, 1]) await twice({ action: 'work', generation: 1, part, segment });
    expect(await twice({ action: 'conclude', generation: 1 })).toStrictEqual({ kind: 'done' });
    expect(await twice({ action: 'switch', generation: 1 })).toStrictEqual({ kind: 'done' });
    const discard = { action: 'start', input: { view: 'charts', work: 'discard' } };
    expect(await twice(discard)).toStrictEqual({ ...BUILDING, kind: 'discarding', generation: 0 });
    world.settle();
    for (const segment of [0, 1]) await twice({ action: 'work', generation: 0, part: 'discard', segment });
    expect(await twice({ action: 'conclude_discard', generation: 0 })).toStrictEqual({ kind: 'done' });
    expect(await world.parts.table.read()).toMatchObject({ state: 'idle', live: 1 });
  });

  test('are begun with a default for all but the read model, and go on where the copies are', async () => {
    const world = await filledWorld();
    const start = { action: 'start', input: { view: 'charts' } };
    expect(await step(world.parts, start)).toStrictEqual({ ...BUILDING, segments: [0, 1, 2, 3] });
    world.pass(5_000);
    const again = { action: 'start', input: { view: 'charts', segments: 9, switch: true } };
    expect(await step(world.parts, again)).toStrictEqual({
      ...BUILDING,
      segments: [0, 1, 2, 3],
      wait_seconds: 15,
      switch: true,
    });
  });

  test('go on with one that is ready, to be switched to', async () => {
    const world = await filledWorld();
    await built(world);
    expect(await begin(world.parts, { switch: true })).toMatchObject({
      kind: 'ready',
      generation: 1,
      switch: true,
    });
  });
});

describe('a rebuild that is not as the events say', () => {
  const spoilt = async () => {
    const world = await filledWorld();
    await begin(world.parts);
    world.settle();
    await work(world.parts, 'fill');
    const { tenant_id, id } = chart(4);
    const rows = world.parts.copies.of(1);
    const row = await rows.get(tenant_id, id);
    if (!row) throw new Error('The chart has no row.');
    await rows.put(tenant_id, { ...row, narrative: { text: 'spoilt' } }, row.version);
    for (const part of ['verify', 'count']) await work(world.parts, part);
    return { world, mend: () => rows.put(tenant_id, row, row.version) };
  };
  const unlike = {
    kind: 'unlike',
    problem: `What a rebuild makes is not what the events say, so it is not switched to: 8 charts and 8 rows, of the older ones 8 and 8; 1 faults: ${chart(4).tenant_id}#chart#${chart(4).id}.`,
  };

  test('is named, as often as it is asked for', async () => {
    const { world } = await spoilt();
    for (let times = 0; times < 2; times += 1)
      expect(await step(world.parts, { action: 'conclude', generation: 1 })).toStrictEqual(unlike);
    expect(await step(world.parts, { action: 'switch', generation: 1 })).toStrictEqual({
      kind: 'refused',
      problem: 'The read model is building: it cannot be switched.',
    });
  });

  test('is compared anew when it is started again', async () => {
    const { world, mend } = await spoilt();
    await step(world.parts, { action: 'conclude', generation: 1 });
    await mend();
    expect(await begin(world.parts)).toMatchObject({ kind: 'building' });
    for (const part of PARTS) await work(world.parts, part);
    expect(await step(world.parts, { action: 'conclude', generation: 1 })).toStrictEqual({ kind: 'done' });
  });
});

describe('what cannot be done is refused in words', () => {
  const refused = (problem: unknown) => ({ kind: 'refused', problem });

  test.each([
    ['no action', {}],
    ['a read model that there is not', { action: 'start', input: { view: 'claims' } }],
    ['something besides', { action: 'start', input: { view: 'charts', by: 'me' } }],
    ['segments that are none', { action: 'start', input: { view: 'charts', segments: 0 } }],
    ['an unknown part', { action: 'work', generation: 1, part: 'paint', segment: 0 }],
  ])('%s', async (_, asked) => {
    const world = viewWorld();
    const answer = await step(world.parts, asked);
    expect(answer).toStrictEqual(refused(expect.stringMatching(/^What was asked for cannot be read\. ✖ /)));
    expect(await world.parts.table.read()).toMatchObject({ state: 'idle' });
  });

  test('a start in the wrong state', async () => {
    const world = await filledWorld();
    const nothing = (state: string, work: string) =>
      refused(`The read model is ${state}: there is nothing to ${work}; look at its status.`);
    expect(await begin(world.parts, { work: 'discard' })).toStrictEqual(nothing('idle', 'discard'));
    await built(world);
    await step(world.parts, { action: 'switch', generation: 1 });
    expect(await begin(world.parts)).toStrictEqual(nothing('switched', 'rebuild'));
    await begin(world.parts, { work: 'discard' });
    expect(await begin(world.parts)).toStrictEqual(nothing('discarding', 'rebuild'));
  });

  test('work that is over, and a judgement before it', async () => {
    const world = await filledWorld();
    await begin(world.parts);
    world.settle();
    expect(await step(world.parts, { action: 'conclude', generation: 1 })).toStrictEqual(
      refused('Not all of the work is done, so it cannot be judged.'),
    );
    await begin(world.parts, { work: 'discard' });
    expect(
      await step(world.parts, { action: 'work', generation: 1, part: 'fill', segment: 0 }),
    ).toStrictEqual(refused('The read model is discarding: there is nothing to fill; look at its status.'));
    expect(await step(world.parts, { action: 'conclude', generation: 1 })).toStrictEqual(
      refused('The read model is discarding: there is nothing to judge.'),
    );
    expect(await step(world.parts, { action: 'conclude_discard', generation: 1 })).toStrictEqual(
      refused('The read model is discarding: the deletion has not ended.'),
    );
  });

  test('a generation that is gone', async () => {
    const world = await filledWorld();
    await begin(world.parts);
    expect(await step(world.parts, { action: 'switch', generation: 7 })).toStrictEqual(
      refused('There is no generation 7 any more; look at the status.'),
    );
  });
});

test('work before everybody knows of the generation is a fault, to be tried again', async () => {
  const world = await filledWorld();
  await begin(world.parts);
  const asked = { action: 'work', generation: 1, part: 'fill', segment: 0 };
  await expect(step(world.parts, asked)).rejects.toThrow('Not everybody knows of the generation yet');
});
