import { expect, test } from 'vitest';
import { archiveBatch } from '../../../functions/events/archive-batch.ts';
import { reasonOf } from '../../../functions/events/dead-letters.ts';
import type { Added } from '../../../store/archive/archiver.ts';
import { BrokenArchive } from '../../../store/archive/broken-archive.ts';
import { streamKey } from '../../../store/stream-key.ts';
import { OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { told } from '../../store/feed/sample-feed.ts';

const DONE: Added = { objects: 1, commits: 2, next: 3 };
const lost = new BrokenArchive({ tenant: OTHER_TENANT, seq: 7 }, 'the object that begins there is gone');

/** A batch for archives of which one tenant's is broken; each stream is fed up to version 2. */
const world = () => {
  const runs: string[] = [];
  const archiver = {
    async add(tenantId: string) {
      runs.push(tenantId);
      if (tenantId === OTHER_TENANT) throw lost;
      return DONE;
    },
  };
  const asked: (readonly string[])[] = [];
  const table = {
    async marks(streams: readonly string[]) {
      asked.push(streams);
      expect(runs).toStrictEqual([]);
      return new Map(streams.slice(0, 1).map((stream) => [stream, { version: 2, page: 0 }]));
    },
  };
  const added: [string, Added][] = [];
  return { batch: archiveBatch({ archiver, table, added: (...all) => added.push(all) }), runs, asked, added };
};

test('A batch archives each tenant once, and is done with what the feed had before', async () => {
  const { batch, runs, asked, added } = world();
  const entries = [told(TENANT, 1, 1), told(TENANT, 1, 2), told(TENANT, 1, 3)];
  const failureOf = await batch(entries);
  expect(runs).toStrictEqual([TENANT]);
  expect(asked).toStrictEqual([entries.slice(0, 1).map(streamKey)]);
  expect(added).toStrictEqual([[TENANT, DONE]]);
  expect(entries.map((entry) => failureOf(entry)?.error instanceof Error)).toStrictEqual([
    false,
    false,
    true,
  ]);
});

test('A commit that the feed does not have yet is told again', async () => {
  const failureOf = await world().batch([told(TENANT, 1, 1), told(TENANT, 2, 1)]);
  expect(reasonOf(failureOf(told(TENANT, 2, 1))?.error)).toBe('NotYetFed');
});

test("A broken archive fails its own tenant's commits and nobody else's, and is named in the dead letter", async () => {
  const { batch, runs } = world();
  const failureOf = await batch([told(TENANT, 1, 1), told(OTHER_TENANT, 1, 1)]);
  expect(runs).toStrictEqual([TENANT, OTHER_TENANT]);
  expect(failureOf(told(TENANT, 1, 1))).toBe(undefined);
  expect(failureOf(told(OTHER_TENANT, 1, 1))).toStrictEqual({ error: lost });
  expect(reasonOf(lost)).toBe(
    `BrokenArchive: The archive of ${OTHER_TENANT} is broken at seq 7: the object that begins there is gone.`,
  );
});
