import { describe, expect, test } from 'vitest';
import * as chart from '../../domain/chart.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import { isRefusal } from '../../schemas/error.ts';
import { commitHash } from '../../store/commit-hash.ts';
import { CommitItem } from '../../store/commit-item.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import { MissingKey } from '../../store/keys/wrapping.ts';
import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { COMMANDS_KEPT, COMMITS_A_SNAPSHOT } from '../../store/snapshot.ts';
import { CHART_ID, idOf, moved, opened, TENANT, VITALS } from '../sample-chart.ts';
import { because, streamOf } from '../sample-commits.ts';

const stream = streamOf();
const MARKER = 'Zebedee Marker';
const named: ChartEvent = { type: 'chart.patient_recorded', data: { changes: { last_name: MARKER } } };
const vitals = (n: number): ChartEvent => ({
  type: 'chart.vitals_recorded',
  data: { vital_id: idOf(n), vitals: VITALS },
});

/** A chart of so many commits, how its table is asked, and stores that remember nothing of it. */
const longChart = async (commits: number) => {
  const inner = memoryCommitTable();
  const ring = memoryKeyRing();
  const asked: number[] = [];
  const table: CommitTable = {
    ...inner,
    newest: async (...args) => {
      const page = await inner.newest(...args);
      asked.push(page.items.length);
      return page;
    },
  };
  const events = [opened, named, ...Array.from({ length: commits - 2 }, (_, n) => vitals(n % 50))];
  for (const [n, event] of events.entries()) {
    const store = eventStore(table, ring);
    const done = await store.append(await store.head(stream, chart), [event], because(n + 1));
    if (isRefusal(done)) throw new Error(done.message);
  }
  asked.length = 0;
  const state = events.reduce<ReturnType<typeof chart.evolve>>(chart.evolve, chart.initial);
  const texts = (await inner.page(`${TENANT}#chart#${CHART_ID}`, 0)).items.map((item) =>
    JSON.stringify(item),
  );
  return { table, ring, asked, state, texts, store: () => eventStore(table, ring) };
};

describe('a long stream', () => {
  test('every twentieth commit carries the state, and nobody can read the patient in it', async () => {
    const { texts } = await longChart(3 * COMMITS_A_SNAPSHOT);
    const carry = texts.flatMap((text, n) => (text.includes('"snapshot"') ? [n + 1] : []));
    expect(carry).toStrictEqual([20, 40, 60]);
    expect(texts.filter((text) => text.includes(MARKER))).toStrictEqual([]);
  });

  test.each([19, 20, 21, 39, 59, 60, 61])('of %i commits is read with one question', async (commits) => {
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
    expect([head.version, head.state, asked]).toStrictEqual([45, state, [21, 21, 3]]);
    await store.append(head, [vitals(7)], because(46));
    asked.length = 0;
    expect((await eventStore(table, ring).head(stream, changed)).version).toBe(46);
    expect(asked).toStrictEqual([21]);
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
    expect(asked).toStrictEqual([21]);
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

describe('a snapshot that cannot be used is a fault that names its commit:', () => {
  /** The newest commit of a stream of forty, which carries a snapshot, and the commit with another one. */
  const fortieth = async () => {
    const { table, ring } = await longChart(40);
    const pk = `${TENANT}#chart#${CHART_ID}`;
    const items = (await table.page(pk, 0)).items.map((item) => CommitItem.parse(item));
    const text = (at: number) => items[at - 1]?.snapshot ?? '';
    const withSnapshot = (snapshot: string): CommitTable => {
      const changed = { ...CommitItem.parse(items[39]), snapshot };
      const item = { ...changed, hash: commitHash(changed) };
      return { ...table, newest: async () => ({ items: [item, ...items.slice(19, 39).toReversed()] }) };
    };
    return { ring, text, withSnapshot };
  };
  const faultAt40 = (name: string, reason: string) => ({
    name,
    version: 40,
    message: expect.stringContaining(`version 40 cannot be read: ${reason}`),
  });

  test('one that was made for another place', async () => {
    const { ring, text, withSnapshot } = await fortieth();
    const head = eventStore(withSnapshot(text(20)), ring).head(stream, chart);
    await expect(head).rejects.toMatchObject(faultAt40('CorruptCommit', 'its snapshot does not open'));
  });

  test('one that is not of its shape', async () => {
    const { ring, withSnapshot } = await fortieth();
    const bare = JSON.stringify({ fold: chart.fold_version, commands: [], clear: { status: 'x' }, phi: {} });
    for (const text of [bare, JSON.stringify({ fold: chart.fold_version })])
      await expect(eventStore(withSnapshot(text), ring).head(stream, chart)).rejects.toMatchObject(
        faultAt40('CorruptCommit', 'its snapshot is not of its shape'),
      );
  });

  test('one whose key is missing', async () => {
    const { ring, text, withSnapshot } = await fortieth();
    const keyless = { ...ring, toOpen: () => Promise.reject(new MissingKey(TENANT, `patient/${CHART_ID}`)) };
    await expect(eventStore(withSnapshot(text(40)), keyless).head(stream, chart)).rejects.toMatchObject(
      faultAt40('LockedCommit', 'its keys do not open it (MissingKey)'),
    );
  });

  test('and no other fault is called that', async () => {
    const { ring, text, withSnapshot } = await fortieth();
    const away = { ...ring, toOpen: () => Promise.reject(new Error('throttled')) };
    await expect(eventStore(withSnapshot(text(40)), away).head(stream, chart)).rejects.toThrow('throttled');
  });

  test.each(['no JSON', '[]', '{"fold":"1"}'])('but %s is no snapshot, and is passed over', async (text) => {
    const { ring, withSnapshot } = await fortieth();
    const table = withSnapshot(text);
    const head = await eventStore(table, ring).head(stream, { ...chart, fold_version: 1 });
    expect(head.version).toBe(40);
  });
});
