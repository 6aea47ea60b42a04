import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../bench/store/meter.ts';
import { batches, because, freshStream } from '../../../bench/store/samples.ts';
import { sealingOf } from '../../../bench/store/sealing.ts';
import * as chart from '../../../domain/chart.ts';
import type { CommitTable } from '../../../store/commit-table.ts';
import { eventStore } from '../../../store/event-store.ts';
import { memoryKeyRing } from '../../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { Unopenable } from '../../../store/seal/blob.ts';

/** A table whose traffic is noted as a client's is. */
const noted = (table: CommitTable) => {
  const exchanges: Exchange[] = [];
  const note = (kind: Exchange['kind'], items: readonly unknown[], forward = true) =>
    exchanges.push({ kind, items: items.map((item) => marshall(item)), forward, units: 0 });
  const own: CommitTable = {
    put(item) {
      note('put', [item]);
      return table.put(item);
    },
    async page(...asked) {
      const page = await table.page(...asked);
      note('query', page.items);
      return page;
    },
    async newest(...asked) {
      const page = await table.newest(...asked);
      note('query', page.items, false);
      return page;
    },
  };
  return { own, take: () => exchanges.splice(0) };
};

/** A chart of thirty events, one a commit, so that some of its commits have a snapshot. */
const written = async () => {
  const ring = memoryKeyRing();
  const { own, take } = noted(memoryCommitTable());
  const store = eventStore(own, ring);
  const name = freshStream();
  for (const events of batches('usual', 30, 1))
    await store.append(await store.head(name, chart, 'warm'), events, because());
  return { ring, store, name, take };
};

describe('The sealing that is measured beside an operation', () => {
  it('seals what was put once more, snapshots too', async () => {
    const { ring, take } = await written();
    const puts = take().filter(({ kind }) => kind === 'put');
    expect(puts.some(({ items: [item] }) => item?.['snapshot'] !== undefined)).toBe(true);
    expect(await sealingOf(ring, puts)).toBeGreaterThan(0);
  });

  it('opens what was read once more: all of a load, and of a head the snapshot and what follows it', async () => {
    const { ring, store, name, take } = await written();
    take();
    await store.load(name);
    expect(await sealingOf(ring, take())).toBeGreaterThan(0);
    await store.head(name, chart);
    expect(await sealingOf(ring, take())).toBeGreaterThan(0);
  });

  it('is of the very keys and places: with others nothing opens', async () => {
    const { store, name, take } = await written();
    take();
    await store.load(name);
    await expect(sealingOf(memoryKeyRing(), take())).rejects.toThrow(Unopenable);
  });
});
