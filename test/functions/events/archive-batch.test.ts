import { expect, test } from 'vitest';
import { archiveBatch } from '../../../functions/events/archive-batch.ts';
import { reasonOf } from '../../../functions/events/dead-letters.ts';
import type { Added } from '../../../store/archive/archiver.ts';
import { BrokenArchive } from '../../../store/archive/broken-archive.ts';
import { OTHER_TENANT, TENANT } from '../../sample-chart.ts';

const DONE: Added = { objects: 1, commits: 2, next: 3 };
const lost = new BrokenArchive({ tenant: OTHER_TENANT, seq: 7 }, 'the object that begins there is gone');

/** A batch for archives of which one tenant's is broken. */
const world = () => {
  const runs: string[] = [];
  const archiver = {
    async add(tenantId: string) {
      runs.push(tenantId);
      if (tenantId === OTHER_TENANT) throw lost;
      return DONE;
    },
  };
  const added: [string, Added][] = [];
  return { batch: archiveBatch({ archiver, added: (...all) => added.push(all) }), runs, added };
};
const grown = (tenant_id: string) => ({ tenant_id });

test('A batch archives each tenant once, however often it was told', async () => {
  const { batch, runs, added } = world();
  const failureOf = await batch([TENANT, TENANT, TENANT].map(grown));
  expect(runs).toStrictEqual([TENANT]);
  expect(added).toStrictEqual([[TENANT, DONE]]);
  expect(failureOf(grown(TENANT))).toBe(undefined);
});

test("A broken archive fails its own tenant's messages and nobody else's, and is named in the dead letter", async () => {
  const { batch, runs } = world();
  const failureOf = await batch([OTHER_TENANT, TENANT].map(grown));
  expect(runs).toStrictEqual([OTHER_TENANT, TENANT]);
  expect(failureOf(grown(TENANT))).toBe(undefined);
  expect(failureOf(grown(OTHER_TENANT))).toStrictEqual({ error: lost });
  expect(reasonOf(lost)).toBe(
    `BrokenArchive: The archive of ${OTHER_TENANT} is broken at seq 7: the object that begins there is gone.`,
  );
});
