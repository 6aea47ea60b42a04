import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryBytes, MAX_ENTRIES, MAX_PUT_BYTES } from '../../../functions/events/bus.ts';
import { batches, publish } from '../../../functions/events/publish.ts';
import type { BusEntry } from '../../../schemas/commit.ts';
import { busEntryOf } from '../../../store/bus-entry.ts';
import { idOf, opened } from '../../sample-chart.ts';
import { commitOf, streamOf } from '../../sample-commits.ts';
import { memoryBus } from './memory-ports.ts';

/** The `n`-th entry, as large as asked for: bytes of a type's name weigh one each. */
const entryOf = (n: number, bytes = 0): BusEntry => {
  const entry = busEntryOf(commitOf([opened], { stream: streamOf(undefined, idOf(n)) }));
  const type = `chart.${'x'.repeat(Math.max(6, bytes - entryBytes(entry) + 6))}`;
  return bytes === 0 ? entry : { ...entry, events: [{ type, schema_version: 1 }] };
};
const sizes = (entries: readonly BusEntry[]) => batches(entries).map((batch) => batch.map(entryBytes));

test('an entry weighs as much as its source, its type and its text', () => {
  const entry = entryOf(1);
  expect(entryBytes(entry)).toBe(
    'fusionems'.length + 'chart.committed'.length + JSON.stringify(entry).length,
  );
  expect(entryBytes(entryOf(1, 5000))).toBe(5000);
  expect(entryBytes({ ...entry, correlation_id: '語' })).toBe(
    entryBytes({ ...entry, correlation_id: 'x' }) + 2,
  );
});

describe('what is sent at once', () => {
  test('is at most ten entries', () => {
    const counts = batches(Array.from({ length: 25 }, (_, n) => entryOf(n))).map((batch) => batch.length);
    expect(counts).toStrictEqual([10, 10, 5]);
  });
  test('is at most 256 KB, and that much', () => {
    const half = MAX_PUT_BYTES / 2;
    expect(sizes([entryOf(1, half), entryOf(2, half), entryOf(3, 500)])).toStrictEqual([[half, half], [500]]);
    expect(sizes([entryOf(1, half), entryOf(2, half + 1)])).toStrictEqual([[half], [half + 1]]);
  });
  test('is always within both limits, in order, with nothing left out', () => {
    const weights = fc.array(fc.integer({ min: 400, max: MAX_PUT_BYTES }), { maxLength: 40 });
    fc.assert(
      fc.property(weights, (bytes) => {
        const entries = bytes.map((weight, n) => entryOf(n, weight));
        const made = batches(entries);
        expect(made.flat()).toStrictEqual(entries);
        for (const batch of made) {
          expect(batch.length).toBeLessThanOrEqual(MAX_ENTRIES);
          expect(batch.reduce((sum, each) => sum + entryBytes(each), 0)).toBeLessThanOrEqual(MAX_PUT_BYTES);
        }
      }),
      { numRuns: 20 },
    );
  });
});

test('an entry that is too large is given back unsent, and the others are sent', async () => {
  const { bus, calls } = memoryBus();
  const [first, large, last] = [entryOf(1), entryOf(2, MAX_PUT_BYTES + 1), entryOf(3)];
  const refused = await publish(bus, [first, large, last]);
  expect(refused).toStrictEqual([{ entry: large, reason: 'the entry is larger than the bus takes' }]);
  expect(calls).toStrictEqual([[first, last]]);
});

test('every call’s results are read: a fault in the last of three batches throws', async () => {
  const { bus, calls } = memoryBus(({ id }) => (id === idOf(24) ? { code: 'InternalFailure' } : {}));
  const entries = Array.from({ length: 25 }, (_, n) => entryOf(n));
  await expect(publish(bus, entries)).rejects.toThrow('The bus did not take 1 entries (InternalFailure)');
  expect(calls.flat()).toStrictEqual(entries);
});

test('what was refused for good in several batches is given back whole', async () => {
  const refusedIds = [idOf(3), idOf(17)];
  const { bus } = memoryBus(({ id }) => (refusedIds.includes(id) ? { code: 'InvalidArgument' } : {}));
  const refused = await publish(
    bus,
    Array.from({ length: 25 }, (_, n) => entryOf(n)),
  );
  expect(refused.map(({ entry, reason }) => [entry.id, reason])).toStrictEqual(
    refusedIds.map((id) => [id, 'the bus refused it: InvalidArgument']),
  );
});
