import { describe, expect, test } from 'vitest';
import { catchUp } from '../../store/catch-up.ts';
import type { ChartRows } from '../../store/chart-rows.ts';
import { CHART_ID, TENANT, vitalsRecorded } from '../sample-chart.ts';
import { complete, HISTORY, stream, viewOf } from './catch-up-view.ts';

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
