import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Generations } from '../../store/views/generations.ts';
import { emsOnDeployment } from '../bin/ems/deployed.ts';
import { busyCharts, told } from './busy-charts.ts';

const ems = emsOnDeployment('guarded');
const REMOTE = ['view', 'rebuild', 'charts', '--remote', '--json'];

let world: Awaited<ReturnType<typeof busyCharts>>;
let before: Generations;

/** The command, and Ctrl-C as soon as it says that. */
const interruptedAt = async (words: string, args: readonly string[]) => {
  const stop = new AbortController();
  const said: string[] = [];
  const { exitCode } = await ems(args, {
    interrupted: () => stop.signal,
    err(text) {
      said.push(text);
      if (text.includes(words)) stop.abort();
    },
  });
  return { exitCode, said: said.join('') };
};

/** A row in a generation that no stream is of. */
const strayRow = async (generation: number) => {
  const { copies, tenant, charts } = world;
  const row = await copies.of(before.live).get(tenant, charts[0] ?? '');
  if (!row) throw new Error('The first chart has no row.');
  const stray = { ...row, id: randomUUID() };
  await copies.of(generation).put(tenant, stray, 0);
  return { tenant_id: tenant, id: stray.id, opened_at: stray.opened_at };
};

/** Where IAM is enforced: so the machine and its function have what they need. */
describe('a rebuild by the state machine, while commands go on', () => {
  beforeAll(async () => {
    world = await busyCharts(inject('guarded'));
    before = await world.table.read();
    await world.expectRows(before.live);
  }, 600_000);

  test('goes on with one that was broken off, fails where there is a row too many, and then is switched to', {
    timeout: 600_000,
  }, async () => {
    const broken = await interruptedAt('waiting', ['view', 'rebuild', 'charts', '--segments', '3']);
    expect(broken).toMatchObject({ exitCode: 1, said: expect.stringContaining('Broken off.') });
    const generation = before.last + 1;
    const stray = await strayRow(generation);
    const refused = await ems(REMOTE);
    expect(refused.err).toContain('The read model is building: no rebuild can begin.');

    const failed = await world.meanwhile(ems([...REMOTE, '--resume']));
    expect(failed.ended).toMatchObject({ exitCode: 1 });
    expect(failed.ended.err).toContain(
      'The work ended as FAILED: What a rebuild makes is not what the events say',
    );
    expect(await world.table.read()).toMatchObject({ state: 'building', beside: generation, segments: 3 });

    await world.copies.remove(generation, [stray]);
    const { ended, commands } = await world.meanwhile(ems([...REMOTE, '--resume']));
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(commands + failed.commands).toBeGreaterThan(10);
    expect(told(ended.out, 'started')).toMatchObject([{ execution: expect.stringContaining(':execution:') }]);
    const [status] = told(ended.out, 'status');
    expect(status).toMatchObject({ copies: { state: 'switched', live: generation, beside: before.live } });
    await world.expectRows(generation);
    await world.expectRows(before.live);
  });

  test('readers see the new generation, and the old one after it is switched back', {
    timeout: 600_000,
  }, async () => {
    await world.expectReads();
    const { exitCode } = await ems(['view', 'switch-back', 'charts']);
    expect(exitCode).toBe(0);
    for (const id of world.charts.slice(0, 3)) await world.change(id);
    await world.expectReads();
    await world.expectRows(before.live);
    await world.expectRows(before.last + 1);
  });

  test('and the new one is deleted by the machine too, to its last row', { timeout: 600_000 }, async () => {
    const { ended } = await world.meanwhile(ems(['view', 'discard', 'charts', '--remote', '--json']));
    expect(ended).toMatchObject({ exitCode: 0 });
    const idle = { state: 'idle', live: before.live, last: before.last + 1 };
    expect(told(ended.out, 'status')).toMatchObject([{ copies: idle }]);
    await world.expectRows(before.live);
    const gone = await world.copies.page(before.last + 1, { segment: 0, segments: 1 });
    expect(gone.rows).toStrictEqual([]);
    const nothing = await ems(['view', 'discard', 'charts', '--remote']);
    expect(nothing.err).toContain('The read model is idle: there is no generation to delete.');
  });
});
