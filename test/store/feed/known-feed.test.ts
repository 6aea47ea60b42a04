import { describe, expect, test } from 'vitest';
import { feed } from '../../../store/feed/feed.ts';
import type { FeedTable, Mark } from '../../../store/feed/feed-table.ts';
import { memoryFeedTable } from '../../../store/feed/memory-feed-table.ts';
import { sequencer } from '../../../store/feed/sequencer.ts';
import { TENANT } from '../../sample-chart.ts';
import { historyOf, placeOf, told, unheard } from './sample-feed.ts';

/** A feed's table that tells what it is asked. */
const watched = () => {
  const table = memoryFeedTable();
  const asked: string[] = [];
  const advanced: (readonly [string, Mark])[] = [];
  const counted: FeedTable = {
    pageAt: (...of) => {
      asked.push('pageAt');
      return table.pageAt(...of);
    },
    pagesAfter: (...of) => {
      asked.push('pagesAfter');
      return table.pagesAfter(...of);
    },
    marks: (streams) => {
      asked.push(`marks ${streams.length}`);
      return table.marks(streams);
    },
    put: (page) => {
      asked.push('put');
      return table.put(page);
    },
    advance: (marks) => {
      asked.push('advance');
      advanced.push(...marks);
      return table.advance(marks);
    },
  };
  const begun = () => sequencer({ table: counted, history: historyOf([]), untold: unheard });
  const costOf = async (work: () => Promise<unknown>) => {
    asked.length = 0;
    await work();
    return [...asked];
  };
  return { table, begun, costOf, advanced };
};
const run = (n: number, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => told(TENANT, n, from + at));

describe('what a sequencer knows of a feed', () => {
  test('costs it one look at the end and one page, once it knows the stream', async () => {
    const { begun, costOf } = watched();
    const { add } = begun();
    expect(await costOf(() => add(TENANT, run(1, 1, 1)))).toStrictEqual(['pageAt', 'marks 1', 'put']);
    expect(await costOf(() => add(TENANT, run(1, 2, 2)))).toStrictEqual(['pagesAfter', 'put']);
    expect(await costOf(() => add(TENANT, run(2, 1, 1)))).toStrictEqual(['pagesAfter', 'marks 1', 'put']);
  });

  test('is read on over the pages of others', async () => {
    const { table, begun, costOf } = watched();
    const [a, b] = [begun(), begun()];
    await a.add(TENANT, run(1, 1, 1));
    await b.add(TENANT, run(1, 2, 4));
    expect(await costOf(() => a.add(TENANT, run(1, 4, 5)))).toStrictEqual([
      'pagesAfter',
      'pagesAfter',
      'put',
      'pageAt',
    ]);
    expect((await feed(table).read(TENANT, -1, 9)).map(placeOf)).toStrictEqual(run(1, 1, 5).map(placeOf));
  });

  test('is written to the table after 500 entries, so that nobody reads more pages than those since', async () => {
    const { table, begun, costOf, advanced } = watched();
    const { add } = begun();
    await add(TENANT, run(1, 1, 300));
    await add(TENANT, [...run(2, 1, 200)]);
    expect(advanced).toStrictEqual([]);
    expect(await costOf(() => add(TENANT, run(3, 1, 1)))).toStrictEqual([
      'pagesAfter',
      'marks 1',
      'advance',
      'put',
    ]);
    expect(advanced.map(([stream, { version }]) => [stream.at(-1), version])).toStrictEqual([
      ['1', 300],
      ['2', 200],
    ]);
    expect(await table.pageAt(TENANT, 500)).toMatchObject({ sk: 500, marked: 500 });
    await add(TENANT, run(3, 2, 2));
    const stranger = begun();
    expect(await costOf(() => stranger.add(TENANT, run(1, 301, 301)))).toStrictEqual([
      'pageAt',
      'pagesAfter',
      'pagesAfter',
      'marks 1',
      'put',
    ]);
    expect((await stranger.add(TENANT, run(2, 200, 200))).entries.map(({ seq }) => seq)).toStrictEqual([499]);
    expect(await feed(table).head(TENANT)).toBe(503);
  });

  test('is forgotten when the table has another page in the place of its last', async () => {
    const [table, lost] = [memoryFeedTable(), memoryFeedTable()];
    const restored = sequencer({ table: lost, history: historyOf([]), untold: unheard });
    await restored.add(TENANT, run(2, 1, 1));
    const swapped: FeedTable = { ...table };
    const { add } = sequencer({ table: swapped, history: historyOf([]), untold: unheard });
    await add(TENANT, run(1, 1, 1));
    Object.assign(swapped, lost);
    expect((await add(TENANT, run(1, 1, 1))).entries.map(({ seq }) => seq)).toStrictEqual([1]);
    expect((await add(TENANT, run(2, 1, 1))).entries.map(({ seq }) => seq)).toStrictEqual([0]);
    expect((await feed(lost).read(TENANT, -1, 9)).map(placeOf)).toStrictEqual(['chart 2 v1', 'chart 1 v1']);
  });

  test('is forgotten when the table does not have its last page any more', async () => {
    let table = memoryFeedTable();
    const restored: FeedTable = {
      pageAt: (...of) => table.pageAt(...of),
      pagesAfter: (...of) => table.pagesAfter(...of),
      marks: (...of) => table.marks(...of),
      put: (...of) => table.put(...of),
      advance: (...of) => table.advance(...of),
    };
    const { add } = sequencer({ table: restored, history: historyOf(run(1, 1, 3)), untold: unheard });
    await add(TENANT, run(1, 1, 2));
    table = memoryFeedTable();
    expect((await add(TENANT, run(1, 3, 3))).entries.map(({ seq }) => seq)).toStrictEqual([0, 1, 2]);
  });
});
