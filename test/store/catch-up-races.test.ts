import { describe, expect, test } from 'vitest';
import { catchUp } from '../../store/catch-up.ts';
import type { ChartRows } from '../../store/chart-rows.ts';
import type { EventStore } from '../../store/event-store.ts';
import { memoryChartRows } from '../../store/memory-chart-rows.ts';
import { CHART_ID, TENANT } from '../sample-chart.ts';
import { complete, HISTORY, stream, viewOf } from './catch-up-view.ts';

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
