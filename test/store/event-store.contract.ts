import { describe, expect, test } from 'vitest';
import { type ChartEvent, SECTION_RECORDED } from '../../schemas/chart/events.ts';
import { isRefusal } from '../../schemas/error.ts';
import { encodeEvent, sealEvents } from '../../store/codec.ts';
import { GENESIS } from '../../store/commit-hash.ts';
import { itemBytes, MAX_ITEM_BYTES } from '../../store/commit-item.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import { itemOf } from '../../store/sealed-commit.ts';
import { incompressible } from '../incompressible.ts';
import { headOf } from '../memory-store.ts';
import { chartIn, moved, opened } from '../sample-chart.ts';
import { because, commitOf, streamOf } from '../sample-commits.ts';
import { freshTenant } from './fresh-tenant.ts';

const conflict = {
  code: 'VERSION_CONFLICT',
  message: 'The stream has grown since it was read.',
  details: {},
};
const narrative = (text: string): ChartEvent => SECTION_RECORDED.narrative({ text });
const large = (seed: number, length = 10_000) => narrative(incompressible(length, seed));

const MANY = Array.from({ length: 14 }, (_, seed) => large(seed + 1, 9_500));

/** Narratives, and a reason, whose one commit weighs exactly so many bytes as the first of the stream. */
const weighing = async (name: ReturnType<typeof streamOf>, bytes: number) => {
  const weigh = async (length: number): Promise<number> => {
    const events = [...MANY, large(99, length)].map((event) => encodeEvent('chart', event));
    const facts = { ...name, ...because(1), first_version: 1, version: events.length };
    return itemBytes(
      itemOf({ ...facts, prev: GENESIS, events: await sealEvents(memoryKeyRing(), facts, events) }),
    );
  };
  let [low, high] = [1, 10_000];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((await weigh(middle)) <= bytes - 20) low = middle;
    else high = middle;
  }
  const { correlation_id } = because(1);
  const why = {
    ...because(1),
    correlation_id: correlation_id.padEnd(correlation_id.length + bytes - (await weigh(low)), '.'),
  };
  return { events: [...MANY, large(99, low)], why };
};

/** What everything else relies on in the event store, over whatever table. */
export const eventStoreContract = (name: string, make: () => CommitTable): void => {
  describe(`${name}, under the event store`, () => {
    const fresh = async () => {
      const table = make();
      const store = eventStore(table, memoryKeyRing());
      const stream = streamOf(freshTenant());
      return { table, store, stream, head: await headOf(store, stream) };
    };

    test('a stream that nobody wrote is empty', async () => {
      const { head } = await fresh();
      expect([head.version, head.state]).toStrictEqual([0, { status: 'unopened' }]);
    });

    test('what was appended is read at once', async () => {
      const { store, stream, head } = await fresh();
      const commit = await store.append(head, [opened], because(1));
      expect(commit).toStrictEqual({ ...commitOf([opened], { stream }), hash: expect.any(String) });
      const read = await store.load(stream);
      expect([read.version, read.commits]).toStrictEqual([1, [commit]]);
    });

    test('all events of an append are one item, and the next begins after the last of them', async () => {
      const { table, store, stream, head } = await fresh();
      const events = chartIn('ready_for_review');
      await store.append(head, events, because(1));
      expect((await table.page(`${stream.tenant_id}#chart#${stream.id}`, 0)).items).toHaveLength(1);
      const grown = await headOf(store, stream);
      expect(await store.append(grown, [moved('ready_for_review', 'completed')], because(4))).toMatchObject({
        first_version: 4,
        version: 4,
      });
      const { version, commits } = await store.load(stream);
      expect([version, commits.map((each) => [each.first_version, each.version])]).toStrictEqual([
        4,
        [
          [1, 3],
          [4, 4],
        ],
      ]);
    });

    test('of many that append to one head at once, one wins; the others are told and change nothing', async () => {
      const { store, stream, head } = await fresh();
      const tries = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => store.append(head, [opened], because(n)));
      const outcomes = await Promise.all(tries);
      expect(outcomes.filter(isRefusal)).toStrictEqual(Array(7).fill(conflict));
      const winner = outcomes.find((each) => !isRefusal(each));
      expect((await store.load(stream)).commits).toStrictEqual([winner]);
    });

    test('a stream is created once', async () => {
      const { store, stream, head } = await fresh();
      const first = await store.append(head, [opened], because(1));
      expect(await store.append(head, [opened], because(2))).toStrictEqual(conflict);
      expect((await store.load(stream)).commits).toStrictEqual([first]);
    });

    test('a head that others have grown since is refused, also when they appended several events', async () => {
      const { store, stream, head } = await fresh();
      await store.append(head, [opened], because(1));
      const seen = await headOf(store, stream);
      const several = chartIn('completed').slice(1);
      await store.append(seen, several, because(2));
      expect(await store.append(seen, [narrative('late')], because(9))).toStrictEqual(conflict);
      expect((await store.load(stream)).version).toBe(4);
    });

    test('no version but that of a stream as it was read can be appended to', async () => {
      const { store, stream, head } = await fresh();
      await store.append(head, chartIn('completed'), because(1));
      const forged = { ...(await headOf(store, stream)), version: 2 };
      await expect(store.append(forged, [narrative('stray')], because(9))).rejects.toThrow('not a head');
      expect((await store.load(stream)).commits).toHaveLength(1);
    });

    test('a read after a version gives what follows it', async () => {
      const { store, stream, head } = await fresh();
      await store.append(head, [opened], because(1));
      const second = await store.append(await headOf(store, stream), [narrative('two')], because(2));
      const rest = await store.load(stream, 1);
      expect([rest.version, rest.commits]).toStrictEqual([2, [second]]);
      expect((await store.load(stream, 2)).version).toBe(2);
    });

    test('a stream of more than one page is read whole', async () => {
      const { store, stream } = await fresh();
      for (const n of [1, 2, 3, 4, 5])
        await store.append(await headOf(store, stream), MANY.slice(0, 10), because(n));
      const { version, commits } = await store.load(stream);
      expect([version, commits.map((each) => each.version)]).toStrictEqual([50, [10, 20, 30, 40, 50]]);
    });

    test('a commit of the largest size there is, is stored', async () => {
      const { store, stream, head } = await fresh();
      const { events, why } = await weighing(stream, MAX_ITEM_BYTES);
      expect(await store.append(head, events, why)).toMatchObject({ version: 15 });
      expect((await store.load(stream)).version).toBe(15);
    });

    test('a commit one byte larger is refused, and nothing is stored', async () => {
      const { store, stream, head } = await fresh();
      const { events, why } = await weighing(stream, MAX_ITEM_BYTES + 1);
      expect(await store.append(head, events, why)).toStrictEqual({
        code: 'PAYLOAD_TOO_LARGE',
        message: 'This change is too large to be stored as one; send it in smaller parts.',
        details: { bytes: 409_601, max_bytes: 409_600 },
      });
      expect((await store.load(stream)).version).toBe(0);
    });

    test('the same id of another tenant is another stream', async () => {
      const { store, stream, head } = await fresh();
      await store.append(head, [opened], because(1));
      const other = { ...stream, tenant_id: freshTenant() };
      expect((await store.load(other)).version).toBe(0);
      await store.append(await headOf(store, other), chartIn('in_progress'), because(2));
      expect((await store.load(stream)).version).toBe(1);
    });

    test('an event that is none is a fault of the program, and nothing is stored', async () => {
      const { store, stream, head } = await fresh();
      await expect(store.append(head, [narrative('')], because(1))).rejects.toThrow('too_small');
      await expect(store.append(head, [], because(1))).rejects.toThrow('too_small');
      expect((await store.load(stream)).version).toBe(0);
    });
  });
};
