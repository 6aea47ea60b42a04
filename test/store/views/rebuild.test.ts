import { describe, expect, test } from 'vitest';
import type { ChartRows } from '../../../store/chart-rows.ts';
import { conclude, concludeDiscard, reopen } from '../../../store/views/conclude.ts';
import type { Generations } from '../../../store/views/generations.ts';
import type { Part } from '../../../store/views/progress.ts';
import { workOn } from '../../../store/views/rebuild.ts';
import { isNotNow, take } from '../../../store/views/take.ts';
import type { ViewParts } from '../../../store/views/view-parts.ts';
import { chart, type ViewWorld, viewWorld } from './view-world.ts';

const SEGMENTS = 3;
const forever = () => true;
const CHARTS = [1, 2, 3, 4, 5, 6, 7, 8];

/** The `n`-th chart of them has `n` commits. */
const filledWorld = async (charts = CHARTS): Promise<ViewWorld> => {
  const world = viewWorld();
  for (const n of charts) for (let times = 0; times < n; times += 1) await world.command(n);
  world.pass(1);
  await world.deliver();
  return world;
};

const taken = async (parts: ViewParts, step: Parameters<typeof take>[1]): Promise<Generations> => {
  const answer = await take(parts, step, step === 'begin' ? SEGMENTS : undefined);
  if (isNotNow(answer)) throw new Error(`${step} was refused in ${answer.copies.state}`);
  return answer;
};

const work = async (parts: ViewParts, part: Part) => {
  for (let segment = 0; segment < SEGMENTS; segment += 1) await workOn(parts, { part, segment }, forever);
};

const rebuilt = async (world: ViewWorld) => {
  await taken(world.parts, 'begin');
  world.settle();
  for (const part of ['fill', 'verify', 'count'] as const) await work(world.parts, part);
  return conclude(world.parts);
};

describe('a rebuild', () => {
  test('makes a generation whose every row is what the events make, and switches to it', async () => {
    const world = await filledWorld();
    expect(await rebuilt(world)).toMatchObject({
      kind: 'ready',
      findings: { wrong: 0, early: 8, verify: { streams: 8, rows: 8, early: 8, behind: 0, commits: 36 } },
    });
    expect(await taken(world.parts, 'switch')).toMatchObject({ state: 'switched', live: 1, beside: 0 });
    expect([await world.wrongIn(0), await world.wrongIn(1)]).toStrictEqual([[], []]);
  });

  test('of an empty store is an empty generation', async () => {
    const world = viewWorld();
    expect(await rebuilt(world)).toMatchObject({
      kind: 'ready',
      findings: { verify: { streams: 0, rows: 0 } },
    });
  });

  test('repairs rows that somebody spoiled: they are not taken over', async () => {
    const world = await filledWorld();
    const live = world.parts.copies.of(0);
    const { tenant_id, id } = chart(5);
    const row = await live.get(tenant_id, id);
    if (row) await live.put(tenant_id, { ...row, narrative: { text: 'spoiled' } }, row.version);
    expect(await rebuilt(world)).toMatchObject({ kind: 'ready' });
    expect([await world.wrongIn(0), await world.wrongIn(1)]).toStrictEqual([[id], []]);
  });

  test('is not worked on before everybody knows of it', async () => {
    const world = await filledWorld();
    const task = { part: 'fill', segment: 0 } as const;
    await expect(workOn(world.parts, task, forever)).rejects.toThrow('The read model is idle');
    await taken(world.parts, 'begin');
    await expect(workOn(world.parts, task, forever)).rejects.toThrow('Not everybody knows');
    world.settle();
    await expect(workOn(world.parts, { ...task, segment: SEGMENTS }, forever)).rejects.toThrow(
      'no segment 3',
    );
    expect(await workOn(world.parts, task, forever)).toMatchObject({ done: true });
  });

  test('is not worked on as another generation, nor after it was given up, were it in the middle', async () => {
    const world = await filledWorld();
    await taken(world.parts, 'begin');
    world.settle();
    const other = { part: 'fill', segment: 0, generation: 2 } as const;
    await expect(workOn(world.parts, other, forever)).rejects.toThrow('there is nothing to fill');
    let pages = 0;
    const { keys } = world.parts;
    const page: typeof keys.page = async (...asked) => {
      pages += 1;
      const found = await keys.page(...asked);
      await taken(world.parts, 'drop');
      return found;
    };
    const dropping = { ...world.parts, keys: { ...keys, page } };
    await expect(workOn(dropping, { part: 'fill', segment: 1 }, forever)).rejects.toThrow(
      'The read model is discarding',
    );
    expect(pages).toBe(1);
  });

  test('is begun once: a second one is refused, and so is a switch before it is ready', async () => {
    const world = await filledWorld();
    const copies = await taken(world.parts, 'begin');
    expect(await take(world.parts, 'begin')).toStrictEqual({ kind: 'not_now', copies });
    expect(await take(world.parts, 'switch')).toStrictEqual({ kind: 'not_now', copies });
    expect(await conclude(world.parts)).toStrictEqual({ kind: 'unfinished' });
  });

  test('of two who take a step at once, one does', async () => {
    const world = await filledWorld();
    const answers = await Promise.all([take(world.parts, 'begin'), take(world.parts, 'begin')]);
    expect(answers.filter(isNotNow)).toHaveLength(1);
    expect(await world.parts.table.read()).toMatchObject({ state: 'building', beside: 1, rev: 1 });
  });
});

/** Says yes once. */
const once = () => {
  let asked = 0;
  return () => {
    asked += 1;
    return asked === 1;
  };
};

/** A page a call, until the segment is done: how many streams it came past. */
const pageByPage = async (parts: ViewParts, segment: number): Promise<number> => {
  let progress = await workOn(parts, { part: 'fill', segment }, once());
  while (!progress.done) progress = await workOn(parts, { part: 'fill', segment }, once());
  return progress.tally.streams;
};

test('a slice of work ends when its time is over, and the next goes on behind it', async () => {
  const world = await filledWorld();
  await taken(world.parts, 'begin');
  world.settle();
  const streams = [];
  for (let segment = 0; segment < SEGMENTS; segment += 1)
    streams.push(await pageByPage(world.parts, segment));
  expect(streams.reduce((a, b) => a + b)).toBe(8);
  expect(await world.wrongIn(1)).toStrictEqual([]);
});

/** The ports of a rebuild, which fail at the `n`-th call of any of them, before it is made or after. */
const crashing = (parts: ViewParts, n: number, moment: 'before' | 'after'): ViewParts => {
  let calls = 0;
  const guard =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      calls += 1;
      const isNow = calls === n;
      if (isNow && moment === 'before') throw new Error('crash');
      const answer = await call(...args);
      if (isNow) throw new Error('crash');
      return answer;
    };
  const { table, copies, keys } = parts;
  const rows = ({ get, put, list }: ChartRows): ChartRows => ({ get: guard(get), put: guard(put), list });
  return {
    ...parts,
    table: {
      read: guard(table.read),
      change: guard(table.change),
      progress: guard(table.progress),
      save: guard(table.save),
    },
    keys: { page: guard(keys.page), estimate: keys.estimate },
    copies: { of: (g) => rows(copies.of(g)), page: guard(copies.page), remove: guard(copies.remove) },
  };
};

/** What is done to a generation until it can be judged. */
const PARTS = ['fill', 'verify', 'count'] as const;

/** All that is left to do, from whatever state it is found in: what an operator's --resume does. */
const resumed = async (world: ViewWorld, parts: ViewParts): Promise<void> => {
  if ((await parts.table.read()).state === 'idle') await taken(parts, 'begin');
  world.settle();
  if ((await parts.table.read()).state === 'building') {
    for (const part of PARTS) await work(parts, part);
    const { kind } = await conclude(parts);
    expect(kind).toBe('ready');
  }
  if ((await parts.table.read()).state === 'ready') await taken(parts, 'switch');
  if ((await parts.table.read()).state === 'switched') await taken(parts, 'drop');
  world.settle();
  await work(parts, 'discard');
  if (isNotNow(await concludeDiscard(parts))) throw new Error('not discarded');
};

const isOver = async ({ table }: ViewParts): Promise<boolean> => {
  const { state, last } = await table.read();
  return state === 'idle' && last === 1;
};

/** A run that crashes at the `n`-th call, and one that goes on; false where the first came to its end. */
const crashedAt = async (n: number, moment: 'before' | 'after'): Promise<boolean> => {
  const world = await filledWorld([1, 2, 3]);
  const crash = await resumed(world, crashing(world.parts, n, moment)).catch(String);
  if (crash !== undefined) expect(crash).toBe('Error: crash');
  if (!(await isOver(world.parts))) await resumed(world, world.parts);
  expect(await world.parts.table.read()).toMatchObject({ state: 'idle', live: 1, last: 1 });
  expect(await world.wrongIn(1)).toStrictEqual([]);
  expect((await world.parts.copies.page(0, { segment: 0, segments: 1 })).rows).toStrictEqual([]);
  return crash !== undefined;
};

test.each(['before', 'after'] as const)(
  'a crash %s any one call leaves what the next run goes on with, to the same end',
  async (moment) => {
    let n = 1;
    while (await crashedAt(n, moment)) n += 1;
    expect(n).toBeGreaterThan(60);
  },
  30_000,
);

describe('what is not alike', () => {
  const spoilt = async (spoil: (world: ViewWorld, rows: ChartRows) => Promise<unknown>) => {
    const world = await filledWorld();
    await taken(world.parts, 'begin');
    world.settle();
    await work(world.parts, 'fill');
    await spoil(world, world.parts.copies.of(1));
    for (const part of ['verify', 'count'] as const) await work(world.parts, part);
    return { world, verdict: await conclude(world.parts) };
  };

  test('a row that differs in one field refuses the switch, and is named', async () => {
    const { tenant_id, id } = chart(4);
    const { world, verdict } = await spoilt(async (_, rows) => {
      const row = await rows.get(tenant_id, id);
      if (row) await rows.put(tenant_id, { ...row, narrative: { text: 'x' } }, row.version);
    });
    expect(verdict).toMatchObject({
      kind: 'unlike',
      findings: { wrong: 1, verify: { names: [`${tenant_id}#chart#${id}`] } },
    });
    expect(await take(world.parts, 'switch')).toMatchObject({
      kind: 'not_now',
      copies: { state: 'building' },
    });
  });

  test('a row that no stream is of refuses it too, by the count', async () => {
    const { verdict } = await spoilt(async (world, rows) => {
      const { tenant_id, id } = chart(4);
      const row = await rows.get(tenant_id, id);
      if (row) await rows.put(tenant_id, { ...row, id: chart(77).id }, 0);
      return world;
    });
    expect(verdict).toMatchObject({ kind: 'unlike', findings: { wrong: 0, early: 9, verify: { early: 8 } } });
  });

  test('the comparison begins anew after that, and is ready when nothing is wrong any more', async () => {
    const { tenant_id, id } = chart(4);
    const { world } = await spoilt(async (_, rows) => {
      const row = await rows.get(tenant_id, id);
      if (row) await rows.put(tenant_id, { ...row, narrative: { text: 'x' } }, row.version);
    });
    const [row] = [await world.parts.copies.of(1).get(tenant_id, id)];
    if (row) await world.parts.copies.of(1).put(tenant_id, { ...row, narrative: {} }, row.version);
    expect(await conclude(world.parts)).toMatchObject({ kind: 'unlike', findings: { wrong: 1 } });
    await reopen(world.parts, await world.parts.table.read());
    expect(await conclude(world.parts)).toStrictEqual({ kind: 'unfinished' });
    for (const part of PARTS) await work(world.parts, part);
    expect(await conclude(world.parts)).toMatchObject({ kind: 'ready' });
    expect(await conclude(world.parts)).toMatchObject({ kind: 'ready', findings: { wrong: 0 } });
  });

  test('what is alike is not begun anew', async () => {
    const world = await filledWorld();
    const verdict = await rebuilt(world);
    await reopen(world.parts, await world.parts.table.read());
    expect(await conclude(world.parts)).toStrictEqual(verdict);
  });

  test('a stream that cannot be read holds up no other, is named, and refuses the switch', async () => {
    const world = await filledWorld();
    const { tenant_id, id } = chart(20);
    await world.append(chart(20), [
      { type: 'chart.narrative_recorded', data: { changes: { text: 'no opening' } } },
    ]);
    world.take();
    const verdict = await rebuilt(world);
    expect(verdict).toMatchObject({ kind: 'unlike', findings: { verify: { streams: 9, rows: 8 } } });
    expect(verdict).toMatchObject({ findings: { verify: { names: [`${tenant_id}#chart#${id}`] } } });
  });
});

describe('switching back', () => {
  test('loses nothing of what came while the new generation was live', async () => {
    const world = await filledWorld();
    await rebuilt(world);
    await taken(world.parts, 'switch');
    world.settle();
    for (const n of [2, 5, 9]) await world.command(n);
    await world.deliver();
    expect(await taken(world.parts, 'switch_back')).toMatchObject({ state: 'switched', live: 0, beside: 1 });
    world.settle();
    await world.command(9);
    await world.deliver();
    expect([await world.wrongIn(0), await world.wrongIn(1)]).toStrictEqual([[], []]);
    expect(await world.live.get(chart(9).tenant_id, chart(9).id)).toMatchObject({ version: 2 });
  });

  test('and a generation that was dropped is deleted row by row, and never counted on again', async () => {
    const world = await filledWorld();
    await rebuilt(world);
    await taken(world.parts, 'switch');
    await taken(world.parts, 'drop');
    world.settle();
    expect(await concludeDiscard(world.parts)).toMatchObject({ kind: 'not_now' });
    await work(world.parts, 'discard');
    expect(await concludeDiscard(world.parts)).toMatchObject({ state: 'idle', live: 1, last: 1 });
    expect((await world.parts.copies.page(0, { segment: 0, segments: 1 })).rows).toStrictEqual([]);
    expect(await world.wrongIn(1)).toStrictEqual([]);
    expect(await taken(world.parts, 'begin')).toMatchObject({ live: 1, beside: 2, last: 2 });
  });
});
