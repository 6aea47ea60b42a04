import { expect, test } from 'vitest';
import { archiveBatch } from '../../../functions/events/archive-batch.ts';
import { reasonOf } from '../../../functions/events/dead-letters.ts';
import type { Added } from '../../../store/archive/archiver.ts';
import { BrokenArchive } from '../../../store/archive/broken-archive.ts';
import { OTHER_TENANT, TENANT } from '../../sample-chart.ts';

const DONE: Added = { objects: 1, commits: 2, next: 3 };
const lost = new BrokenArchive({ tenant: OTHER_TENANT, seq: 7 }, 'the object that begins there is gone');

/** A batch for archives of which one tenant's is broken, and each has so much more after each turn; a turn takes 10 s. */
const world = (more: Readonly<Record<string, number>> = {}) => {
  const runs: (readonly [string, number])[] = [];
  const left = new Map(Object.entries(more));
  let clock = 0;
  const archiver = {
    async add(tenantId: string, most = 0): Promise<Added> {
      runs.push([tenantId, most]);
      clock += 10_000;
      if (tenantId === OTHER_TENANT) throw lost;
      const turns = left.get(tenantId) ?? 0;
      left.set(tenantId, turns - 1);
      return turns > 0 ? { ...DONE, more: true } : DONE;
    },
  };
  const added: string[] = [];
  const again: string[] = [];
  const batch = archiveBatch({
    archiver,
    again: {
      async tell({ tenant_id }) {
        again.push(tenant_id);
      },
    },
    now: () => clock,
    added: (tenantId) => added.push(tenantId),
  });
  return { batch, runs, added, again };
};
const grown = (tenant_id: string) => ({ tenant_id });

test('A batch archives each tenant once, however often it was told', async () => {
  const { batch, runs, added, again } = world();
  const failureOf = await batch([TENANT, TENANT, TENANT].map(grown));
  expect(runs).toStrictEqual([[TENANT, 5]]);
  expect(added).toStrictEqual([TENANT]);
  expect(again).toStrictEqual([]);
  expect(failureOf(grown(TENANT))).toBe(undefined);
});

test('A tenant with much to archive gives others their turn, and is gone on with', async () => {
  const { batch, added, again } = world({ [TENANT]: 1 });
  await batch([TENANT, 'small-ems'].map(grown));
  expect(added).toStrictEqual([TENANT, 'small-ems', TENANT]);
  expect(again).toStrictEqual([]);
});

test('What is left when the time is over is told again, and fails nobody', async () => {
  const { batch, added, again } = world({ [TENANT]: 9 });
  const failureOf = await batch([TENANT, 'a-ems', 'b-ems', 'c-ems'].map(grown));
  expect(added).toStrictEqual([TENANT, 'a-ems', 'b-ems']);
  expect(again).toStrictEqual(['c-ems', TENANT]);
  for (const tenantId of [TENANT, 'c-ems']) expect(failureOf(grown(tenantId))).toBe(undefined);
});

test("A broken archive fails its own tenant's messages and nobody else's, and is named in the dead letter", async () => {
  const { batch, runs } = world();
  const failureOf = await batch([OTHER_TENANT, TENANT].map(grown));
  expect(runs.map(([tenantId]) => tenantId)).toStrictEqual([OTHER_TENANT, TENANT]);
  expect(failureOf(grown(TENANT))).toBe(undefined);
  expect(failureOf(grown(OTHER_TENANT))).toStrictEqual({ error: lost });
  expect(reasonOf(lost)).toBe(
    `BrokenArchive: The archive of ${OTHER_TENANT} is broken at seq 7: the object that begins there is gone.`,
  );
});
