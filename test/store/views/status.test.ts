import { describe, expect, test } from 'vitest';
import { NOTHING, type Progress } from '../../../store/views/progress.ts';
import { workOn } from '../../../store/views/rebuild.ts';
import { statusOf } from '../../../store/views/status.ts';
import { take } from '../../../store/views/take.ts';
import { viewWorld } from './view-world.ts';

const at = (seconds: number) =>
  new Date(Date.parse('2026-01-01T01:00:00.000Z') + seconds * 1000).toISOString();
const fill = (segment: number, change: Partial<Progress>): Progress => ({
  generation: 1,
  part: 'fill',
  segment,
  done: false,
  tally: NOTHING,
  started: at(0),
  at: at(10),
  ...change,
});

describe('how it stands', () => {
  test('before anything: one copy, and no work', async () => {
    const { parts } = viewWorld();
    expect(await statusOf(parts)).toMatchObject({
      copies: { state: 'idle', live: 0 },
      wait_ms: 0,
      parts: [],
    });
  });

  test('after the announcement: how long until everybody knows', async () => {
    const world = viewWorld();
    await take(world.parts, 'begin', 2);
    world.pass(4_000);
    expect(await statusOf(world.parts)).toMatchObject({ wait_ms: 16_000, parts: [] });
  });

  test('in the middle: the rate of all segments together, and what is left at that rate', async () => {
    const { parts } = viewWorld();
    await take(parts, 'begin', 2);
    await parts.table.save(fill(0, { tally: { ...NOTHING, commits: 40 }, done: true }));
    await parts.table.save(fill(1, { tally: { ...NOTHING, commits: 60, wrong: 2 }, at: at(20) }));
    const status = await statusOf({ ...parts, keys: { ...parts.keys, estimate: async () => 351 } });
    expect(status.parts).toStrictEqual([
      { part: 'fill', done: false, worked: 100, of: 351, per_second: 5, seconds_left: 51, wrong: 2 },
    ]);
  });

  test('at the beginning, when no time has passed, nothing is made up', async () => {
    const { parts } = viewWorld();
    await take(parts, 'begin', 2);
    await parts.table.save(fill(0, { at: at(0), tally: { ...NOTHING, commits: 3 } }));
    expect((await statusOf(parts)).parts).toStrictEqual([
      { part: 'fill', done: false, worked: 3, of: 0, per_second: 0, seconds_left: undefined, wrong: 0 },
    ]);
  });

  test('at the end: how much it was, and nothing left; the comparison knows how much there is from the fill', async () => {
    const world = viewWorld();
    for (const n of [1, 2, 2, 3]) await world.command(n);
    await take(world.parts, 'begin', 1);
    world.settle();
    await workOn(world.parts, { part: 'fill', segment: 0 }, () => true);
    await workOn(world.parts, { part: 'verify', segment: 0 }, () => false);
    await world.parts.table.save({
      ...fill(0, { part: 'verify' }),
      at: at(1),
      tally: { ...NOTHING, streams: 1 },
    });
    expect((await statusOf(world.parts)).parts).toStrictEqual([
      { part: 'fill', done: true, worked: 4, of: 4, per_second: 0, seconds_left: 0, wrong: 0 },
      { part: 'verify', done: false, worked: 1, of: 3, per_second: 1, seconds_left: 2, wrong: 0 },
    ]);
  });
});
