import { describe, expect, test } from 'vitest';
import * as chart from '../../domain/chart.ts';
import { eventStore } from '../../store/event-store.ts';
import { COMMANDS_KEPT, COMMITS_A_SNAPSHOT } from '../../store/snapshot.ts';
import { CHART_ID, moved, opened, TENANT } from '../sample-chart.ts';
import { because, streamOf } from '../sample-commits.ts';
import { longChart, MARKER, vitals } from './long-chart.ts';

const stream = streamOf();

describe('a long stream', () => {
  test('every tenth commit carries the state, and nobody can read the patient in it', async () => {
    const { texts } = await longChart(3 * COMMITS_A_SNAPSHOT);
    const carry = texts.flatMap((text, n) => (text.includes('"snapshot"') ? [n + 1] : []));
    expect(carry).toStrictEqual([10, 20, 30]);
    expect(texts.filter((text) => text.includes(MARKER))).toStrictEqual([]);
  });

  test.each([9, 10, 11, 19, 29, 30, 31])('of %i commits is read with one question', async (commits) => {
    const { store, asked, state } = await longChart(commits);
    const head = await store().head(stream, chart);
    expect([head.version, head.state]).toStrictEqual([commits, state]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toBeLessThanOrEqual(COMMITS_A_SNAPSHOT + 1);
  });

  test('is read whole by a fold of another version, which then makes snapshots of its own', async () => {
    const { table, ring, asked, state } = await longChart(45);
    const changed = { ...chart, fold_version: 99 };
    const store = eventStore(table, ring);
    const head = await store.head(stream, changed);
    expect([head.version, head.state, asked]).toStrictEqual([45, state, [11, 11, 11, 11, 1]]);
    await store.append(head, [vitals(7)], because(46));
    asked.length = 0;
    expect((await eventStore(table, ring).head(stream, changed)).version).toBe(46);
    expect(asked).toStrictEqual([11]);
  });

  test('still knows the commands before its snapshot, as many as it keeps', async () => {
    const { store } = await longChart(60);
    const { commands } = await store().head(stream, chart);
    const known = Array.from({ length: 60 }, (_, n) => commands.get(because(n + 1).command_id));
    expect(known.slice(60 - COMMANDS_KEPT)).toStrictEqual(
      Array.from({ length: COMMANDS_KEPT }, (_, n) => 60 - COMMANDS_KEPT + n + 1),
    );
  });

  test('is read without its snapshots once the patient is destroyed: as its events tell it then', async () => {
    const { ring, store } = await longChart(45);
    ring.destroy(TENANT, { kind: 'patient', id: CHART_ID });
    const head = await store().head(stream, chart);
    expect([head.version, head.state]).toStrictEqual([45, chart.evolve(chart.initial, opened)]);
  });

  test('of somebody destroyed goes on with what is nobody’s, and is short to read again after its next snapshot', async () => {
    const { ring, asked, store } = await longChart(19);
    ring.destroy(TENANT, { kind: 'patient', id: CHART_ID });
    for (let n = 20; n <= 45; n += 1) {
      const back = moved('in_progress', 'draft');
      const fresh = store();
      const done = await fresh.append(
        await fresh.head(stream, chart),
        [n % 2 === 0 ? moved('draft', 'in_progress') : back],
        because(n),
      );
      expect(done).toMatchObject({ version: n });
    }
    asked.length = 0;
    expect((await store().head(stream, chart)).version).toBe(45);
    expect(asked).toStrictEqual([11]);
  });

  test('of somebody destroyed a moment ago takes a change that is nobody’s from who still remembers them', async () => {
    const { ring, store, table } = await longChart(19);
    const warm = store();
    const head = await warm.head(stream, chart);
    ring.destroy(TENANT, { kind: 'patient', id: CHART_ID });
    const done = await warm.append(head, [moved('draft', 'in_progress')], because(20));
    expect(done).toMatchObject({ version: 20 });
    const [newest] = (await table.newest(`${TENANT}#chart#${CHART_ID}`, 1)).items;
    expect(newest).toMatchObject({ sk: 20 });
    expect(newest).not.toHaveProperty('snapshot');
  });
});
