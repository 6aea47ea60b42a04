import { describe, expect, test } from 'vitest';
import * as chart from '../../domain/chart.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { opened, vitalsRecorded } from '../sample-chart.ts';
import { because, streamOf } from '../sample-commits.ts';

const stream = streamOf();

/** Two processes over one table; the clock in milliseconds and the reads are those of the first. */
const world = () => {
  const inner = memoryCommitTable({ pageSize: 7 });
  const asked: string[] = [];
  const table: CommitTable = {
    put: inner.put,
    newest: (...of) => {
      asked.push('newest');
      return inner.newest(...of);
    },
    page: (...of) => {
      asked.push('page');
      return inner.page(...of);
    },
  };
  const ring = memoryKeyRing();
  const clock = { ms: 0 };
  const other = eventStore(inner, ring);
  let n = 0;
  const grow = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      n += 1;
      const event = n === 1 ? opened : vitalsRecorded;
      await other.append(await other.head(stream, chart), [event], because(n));
    }
  };
  return { store: eventStore(table, ring, () => clock.ms), inner, ring, grow, clock, asked };
};

describe('a head that is read on', () => {
  test.each([
    [1, 0],
    [1, 1],
    [5, 30],
    [19, 1],
    [20, 1],
    [21, 60],
    [40, 20],
  ])('from version %i over %i commits is the head that is read whole', async (before, more) => {
    const { store, grow, asked } = world();
    await grow(before);
    const head = await store.head(stream, chart);
    await grow(more);
    asked.length = 0;
    const newer = await store.newer(head);
    expect(new Set(asked)).toStrictEqual(new Set(['page']));
    expect(newer).toStrictEqual(await store.head(stream, chart));
  });

  test('may be remembered, and is not taken for remembered then', async () => {
    const { store, grow } = world();
    await grow(2);
    await store.head(stream, chart);
    const remembered = await store.head(stream, chart, 'warm');
    await grow(1);
    expect([remembered.warm, remembered.version]).toStrictEqual([true, 2]);
    expect(await store.newer(remembered)).toMatchObject({ warm: false, version: 3 });
  });

  test('is read whole when it is older than a minute, however often it was read on or grew', async () => {
    const { store, grow, clock, asked } = world();
    await grow(2);
    const head = await store.head(stream, chart);
    clock.ms = 59_999;
    const newer = await store.newer(head);
    clock.ms = 60_000;
    asked.length = 0;
    await store.newer(newer);
    expect(asked).toStrictEqual(['newest']);
    clock.ms = 60_001;
    expect((await store.head(stream, chart, 'warm')).warm).toBe(true);
    clock.ms = 120_000;
    expect((await store.head(stream, chart, 'warm')).warm).toBe(false);
  });

  test('does not go on from another history, nor from a head of another store', async () => {
    const [here, elsewhere] = [world(), world()];
    await here.grow(2);
    await elsewhere.grow(3);
    let table = here.inner;
    const exchanged: CommitTable = {
      put: (...of) => table.put(...of),
      newest: (...of) => table.newest(...of),
      page: (...of) => table.page(...of),
    };
    const store = eventStore(exchanged, here.ring);
    const head = await store.head(stream, chart);
    table = elsewhere.inner;
    await expect(store.newer(head)).rejects.toThrow('version 3 cannot be read: the chain is broken');
    await expect(here.store.newer(head)).rejects.toThrow('Version 2 of lakeside-ems#chart#');
  });
});
