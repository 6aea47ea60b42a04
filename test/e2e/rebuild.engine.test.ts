import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Generations } from '../../store/views/generations.ts';
import { emsOnDeployment } from '../bin/ems/deployed.ts';
import { busyCharts, told } from './busy-charts.ts';

const ems = emsOnDeployment('guarded');

let world: Awaited<ReturnType<typeof busyCharts>>;
let before: Generations;

/** Where IAM is enforced: so the functions have what a rebuild asks of them, and nobody spoiled the store before. */
describe('a rebuild of the deployed system, while commands go on', () => {
  beforeAll(async () => {
    world = await busyCharts(inject('guarded'));
    before = await world.table.read();
    await world.expectRows(before.live);
  }, 600_000);

  test('switches to a generation that lacks none of them, and keeps both up to date', {
    timeout: 600_000,
  }, async () => {
    const { ended, commands } = await world.meanwhile(
      ems(['view', 'rebuild', 'charts', '--segments', '3', '--json']),
    );
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(commands).toBeGreaterThan(10);
    expect(told(ended.out, 'alike')).toMatchObject([{ wrong: 0 }]);
    const copies = { state: 'switched', live: before.last + 1, beside: before.live };
    expect(told(ended.out, 'status')).toMatchObject([{ copies }]);
    for (const id of world.charts.slice(0, 4)) await world.change(id);
    await world.expectRows(before.last + 1);
    await world.expectRows(before.live);
  });

  test('readers see the new generation, and another rebuild has to wait', { timeout: 600_000 }, async () => {
    await world.expectReads();
    const { exitCode, err } = await ems(['view', 'rebuild', 'charts']);
    expect(exitCode).toBe(1);
    expect(err).toContain('The read model is switched: no rebuild can begin.');
  });

  test('and it is switched back, and the new generation deleted, while commands go on', {
    timeout: 600_000,
  }, async () => {
    const back = await ems(['view', 'switch-back', 'charts', '--json']);
    const copies = { state: 'switched', live: before.live, beside: before.last + 1 };
    expect(told(back.out, 'status')).toMatchObject([{ copies }]);
    const { ended } = await world.meanwhile(ems(['view', 'discard', 'charts', '--json']));
    const idle = { state: 'idle', live: before.live, last: before.last + 1 };
    expect(told(ended.out, 'status')).toMatchObject([{ copies: idle }]);
    await world.expectRows(before.live);
    const gone = await world.copies.page(before.last + 1, { segment: 0, segments: 1 });
    expect(gone.rows).toStrictEqual([]);
    const status = await ems(['view', 'status', 'charts']);
    expect(status.out).toBe(`idle: generation ${before.live} is live\n`);
  });
});
