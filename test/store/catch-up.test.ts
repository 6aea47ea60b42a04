import { describe, expect, test } from 'vitest';
import { project } from '../../projections/charts.ts';
import { type ChartEvent, SECTION_RECORDED } from '../../schemas/chart/events.ts';
import type { ChartView } from '../../schemas/chart/view.ts';
import { catchUp } from '../../store/catch-up.ts';
import type { ChartRows } from '../../store/chart-rows.ts';
import { type EventStore, eventStore } from '../../store/event-store.ts';
import { memoryChartRows } from '../../store/memory-chart-rows.ts';
import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { CHART_ID, moved, opened, TENANT, vitalsRecorded } from '../sample-chart.ts';
import { because, streamOf } from '../sample-commits.ts';

/** Four commits, which end at versions 1, 3, 4 and 5. */
const HISTORY: readonly (readonly ChartEvent[])[] = [
  [opened],
  [moved('draft', 'in_progress'), vitalsRecorded],
  [SECTION_RECORDED.patient({ last_name: 'Example' })],
  [SECTION_RECORDED.patient({ last_name: null, first_name: 'Ida' })],
];
const stream = streamOf();

/** A store that holds the first commits of the history, and a read model that nothing was projected to. */
const viewOf = async (commits = HISTORY.length) => {
  const store = eventStore(memoryCommitTable());
  const append = async (events: readonly ChartEvent[]) => {
    const head = await store.load(stream);
    await store.append(head, events, because(head.version + 1));
  };
  for (const events of HISTORY.slice(0, commits)) await append(events);
  return { store, rows: memoryChartRows(), project, append };
};

/** The row as the whole history makes it, told by one message about the last commit. */
const complete = async (): Promise<ChartView | undefined> => {
  const view = await viewOf();
  await catchUp(view, stream, 5);
  return view.rows.get(TENANT, CHART_ID);
};

const permutations = (versions: readonly number[]): number[][] =>
  versions.length === 0
    ? [[]]
    : versions.flatMap((first) =>
        permutations(versions.filter((each) => each !== first)).map((rest) => [first, ...rest]),
      );

describe('however the bus delivers', () => {
  test('one message a commit, in order, each while it is the newest', async () => {
    const view = await viewOf(0);
    const told: (number | undefined)[] = [];
    for (const events of HISTORY) {
      await view.append(events);
      const { version } = await view.store.load(stream);
      expect(await catchUp(view, stream, version)).toBe('applied');
      told.push((await view.rows.get(TENANT, CHART_ID))?.version);
    }
    expect(told).toStrictEqual([1, 3, 4, 5]);
    expect(await view.rows.get(TENANT, CHART_ID)).toStrictEqual(await complete());
  });

  test.each(permutations([1, 3, 4, 5]))(
    'in the order %i, %i, %i, %i, and all of it twice',
    async (...order) => {
      const view = await viewOf();
      const answers = [];
      for (const version of [...order, ...order]) answers.push(await catchUp(view, stream, version));
      expect(answers).toStrictEqual(['applied', ...Array(7).fill('current')]);
      expect(await view.rows.get(TENANT, CHART_ID)).toStrictEqual(await complete());
    },
  );

  test('a gap is filled from the store, whatever is still under way', async () => {
    const view = await viewOf(1);
    await catchUp(view, stream, 1);
    for (const events of HISTORY.slice(1)) await view.append(events);
    expect(await catchUp(view, stream, 5)).toBe('applied');
    expect(await view.rows.get(TENANT, CHART_ID)).toStrictEqual(await complete());
  });

  test('an old message reads nothing and writes nothing', async () => {
    const view = await viewOf();
    await catchUp(view, stream, 5);
    const unread = { ...view.store, load: () => Promise.reject(new Error('read')) };
    expect(await catchUp({ ...view, store: unread }, stream, 3)).toBe('current');
  });
});

/** Rows whose first write waits until it is let go, and which count the writes that were taken. */
const heldRows = (rows: ChartRows) => {
  const { promise: letGo, resolve: release } = Promise.withResolvers<void>();
  const { promise: reached, resolve: arrive } = Promise.withResolvers<void>();
  const written: number[] = [];
  let writes = 0;
  const put: ChartRows['put'] = async (tenantId, row, replaced) => {
    writes += 1;
    if (writes === 1) {
      arrive();
      await letGo;
    }
    const done = await rows.put(tenantId, row, replaced);
    if (done === 'put') written.push(row.version);
    return done;
  };
  return { rows: { ...rows, put }, reached, release, written };
};

describe('two at once', () => {
  test('that both read no row: one writes, the other finds it written', async () => {
    const view = await viewOf();
    const { rows, reached, release, written } = heldRows(view.rows);
    const slow = catchUp({ ...view, rows }, stream, 5);
    await reached;
    expect(await catchUp({ ...view, rows }, stream, 3)).toBe('applied');
    release();
    expect(await slow).toBe('current');
    expect(written).toStrictEqual([5]);
    expect(await view.rows.get(TENANT, CHART_ID)).toStrictEqual(await complete());
  });

  test('of which one is slow to read the stream: what it read of the row is what it replaces', async () => {
    const view = await viewOf();
    const { promise: letGo, resolve: release } = Promise.withResolvers<void>();
    const { promise: reached, resolve: arrive } = Promise.withResolvers<void>();
    const load: EventStore['load'] = async (name, after) => {
      const read = await view.store.load(name, after);
      if (after === 0) arrive();
      await letGo;
      return read;
    };
    const slow = catchUp({ ...view, store: { ...view.store, load } }, stream, 1);
    await reached;
    await catchUp(view, stream, 5);
    const first = await view.rows.get(TENANT, CHART_ID);
    release();
    expect(await slow).toBe('current');
    expect(await view.rows.get(TENANT, CHART_ID)).toBe(first);
  });

  test('of which the slow one is told of less: the row never goes back', async () => {
    const view = await viewOf(2);
    const { rows, reached, release, written } = heldRows(view.rows);
    const slow = catchUp({ ...view, rows }, stream, 3);
    await reached;
    for (const events of HISTORY.slice(2)) await view.append(events);
    expect(await catchUp({ ...view, rows }, stream, 5)).toBe('applied');
    release();
    expect([await slow, written]).toStrictEqual(['current', [5]]);
    expect(await view.rows.get(TENANT, CHART_ID)).toStrictEqual(await complete());
  });

  test('of which the slow one is told of more: it adds what is missing to what the other wrote', async () => {
    const view = await viewOf(2);
    const behind = { ...view, rows: memoryChartRows() };
    await catchUp(behind, stream, 3);
    const older = await behind.rows.get(TENANT, CHART_ID);
    for (const events of HISTORY.slice(2)) await view.append(events);
    const { rows, reached, release, written } = heldRows(view.rows);
    const slow = catchUp({ ...view, rows }, stream, 5);
    await reached;
    if (older) await rows.put(TENANT, older, 0);
    release();
    expect([await slow, written]).toStrictEqual(['applied', [3, 5]]);
    expect(await view.rows.get(TENANT, CHART_ID)).toStrictEqual(await complete());
  });
});

test('a row that somebody always changes first is left for another time', async () => {
  const view = await viewOf();
  const rows: ChartRows = { ...view.rows, put: async () => 'stale' };
  await expect(catchUp({ ...view, rows }, stream, 5)).rejects.toThrow(
    'changed 5 times while it was being written',
  );
});

describe('what cannot be', () => {
  const lie = 'the bus names it, and the stream has no such commit';
  test('a version that the store does not have is a corrupt commit, and nothing is written', async () => {
    const view = await viewOf();
    const place = { name: 'CorruptCommit', stream: `${TENANT}#chart#${CHART_ID}`, version: 6 };
    await expect(catchUp(view, stream, 6)).rejects.toMatchObject({
      ...place,
      message: expect.stringContaining(lie),
    });
    expect(await view.rows.get(TENANT, CHART_ID)).toBeUndefined();
  });
  test('so is a stream that does not begin with its opening', async () => {
    const view = await viewOf(0);
    await view.append([vitalsRecorded]);
    await expect(catchUp(view, stream, 1)).rejects.toThrow(lie);
  });
});
