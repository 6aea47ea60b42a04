import { describe, expect, test } from 'vitest';
import type { FeedEntry } from '../../../schemas/feed.ts';
import { BrokenLog } from '../../../store/log/broken-log.ts';
import { checkpointPath } from '../../../store/log/checkpoint-path.ts';
import { leafFactsOf } from '../../../store/log/feed-leaves.ts';
import { rootOf } from '../../../store/log/frontier.ts';
import { leafHashOf } from '../../../store/log/leaf.ts';
import type { LogFiles } from '../../../store/log/log-files.ts';
import { newestCheckpoint, signedCheckpoints } from '../../../store/log/signed-checkpoints.ts';
import type { Signer } from '../../../store/log/signer.ts';
import { type TenantLogs, tenantLog, writeCheckpoint } from '../../../store/log/tenant-log.ts';
import { tileTree } from '../../../store/log/tile-tree.ts';
import { verifyConsistency } from '../../../store/log/verify-proof.ts';
import { freshTenant } from '../fresh-tenant.ts';
import { entryAt, feedOf } from './sample-logs.ts';

/** A place for logs, and who signs for them. */
export interface Place {
  readonly signer: Signer;
  files(tenantId: string): LogFiles;
}

const service = 'fusionems.example';

/** The log of a tenant nobody else has, whose feed grows as it is told to. */
const freshLog = ({ signer, files }: Place) => {
  const tenant = freshTenant();
  const entries: FeedEntry[] = [];
  const logs: TenantLogs = { service, signer, files, feed: feedOf(entries) };
  return {
    tenant,
    entries,
    logs,
    growTo(size: number) {
      while (entries.length < size) entries.push(entryAt(tenant, entries.length));
    },
    rootAt: (size: number) => rootOf(entries.slice(0, size).map((entry) => leafHashOf(leafFactsOf(entry)))),
    sizes: async () => {
      const found: number[] = [];
      for await (const { checkpoint } of signedCheckpoints(await tenantLog(logs, tenant)))
        found.push(checkpoint.size);
      return found;
    },
  };
};

const brokenAt = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BrokenLog);
  return error instanceof BrokenLog ? error.path : '';
};

/** What a tenant's log does wherever it lies, and whoever signs for it. */
export const tenantLogContract = (kind: string, open: () => Promise<Place>): void => {
  describe(`The log of a tenant (${kind})`, () => {
    test('has no checkpoint until one is written, and one of nothing when there is nothing', async () => {
      const { logs, tenant, rootAt } = freshLog(await open());
      expect(await newestCheckpoint(await tenantLog(logs, tenant))).toBeUndefined();
      const { checkpoint } = await writeCheckpoint(logs, tenant);
      expect(checkpoint).toStrictEqual({ origin: `${service}/${tenant}`, size: 0, root: rootAt(0) });
    });

    test('grows with the feed, keeps every checkpoint, and finds the newest first', async () => {
      const { logs, tenant, growTo, rootAt, sizes } = freshLog(await open());
      for (const size of [1, 9, 10, 300]) {
        growTo(size);
        const written = await writeCheckpoint(logs, tenant);
        expect(written.checkpoint).toStrictEqual({
          origin: `${service}/${tenant}`,
          size,
          root: rootAt(size),
        });
        expect(await newestCheckpoint(await tenantLog(logs, tenant))).toStrictEqual(written);
      }
      expect(await sizes()).toStrictEqual([300, 10, 9, 1]);
    });

    test('signs nothing when there is nothing new', async () => {
      const { logs, tenant, growTo, sizes } = freshLog(await open());
      growTo(5);
      const written = await writeCheckpoint(logs, tenant);
      expect(await writeCheckpoint(logs, tenant)).toStrictEqual(written);
      expect(await sizes()).toStrictEqual([5]);
    });

    test('takes a long feed in batches, each ended by a checkpoint to go on from', async () => {
      const { logs, tenant, growTo, rootAt, sizes } = freshLog(await open());
      growTo(700);
      const { checkpoint } = await writeCheckpoint(logs, tenant, 300);
      expect(checkpoint.root).toStrictEqual(rootAt(700));
      expect(await sizes()).toStrictEqual([700, 600, 300]);
    });

    test('is one log when many write at once, while its feed grows', async () => {
      const { logs, tenant, growTo, sizes } = freshLog(await open());
      growTo(250);
      const runs = [252, 256, 260, 520].map((size) => {
        const run = writeCheckpoint(logs, tenant);
        growTo(size);
        return run;
      });
      for (const { checkpoint } of await Promise.all(runs)) expect(checkpoint.size).toBeGreaterThan(249);
      const last = (await writeCheckpoint(logs, tenant)).checkpoint;
      expect(last.size).toBe(520);
      expect((await sizes())[0]).toBe(520);
      const log = await tenantLog(logs, tenant);
      for await (const { checkpoint } of signedCheckpoints(log)) {
        const proof = await tileTree(log.files, 520).consistency(checkpoint.size);
        expect(verifyConsistency(checkpoint, last, proof)).toBe(true);
      }
    });

    test('goes on over what a run left that was cut off before it signed', async () => {
      const place = await open();
      const { logs, tenant, growTo, rootAt, sizes } = freshLog(place);
      growTo(258);
      const sign = async () => Promise.reject(new Error('cut off'));
      const dying = { ...logs, signer: { ...place.signer, sign } };
      await expect(writeCheckpoint(dying, tenant)).rejects.toThrow('cut off');
      expect(await sizes()).toStrictEqual([]);
      growTo(270);
      expect((await writeCheckpoint(logs, tenant)).checkpoint.root).toStrictEqual(rootAt(270));
    });

    test('refuses a feed whose signed end is gone or another', async () => {
      const { logs, tenant, growTo, entries, sizes } = freshLog(await open());
      growTo(20);
      await writeCheckpoint(logs, tenant);
      const cut = { ...logs, feed: feedOf(entries.slice(0, 19)) };
      expect(await brokenAt(writeCheckpoint(cut, tenant))).toBe('feed 19');
      const other = { ...entryAt(tenant, 26), seq: 19 };
      const changed = { ...logs, feed: feedOf([...entries.slice(0, 19), other, entryAt(tenant, 20)]) };
      expect(await brokenAt(writeCheckpoint(changed, tenant))).toBe('feed 19');
      expect(await sizes()).toStrictEqual([20]);
    });

    test('refuses a feed that has a gap', async () => {
      const { logs, tenant } = freshLog(await open());
      const gapped = { ...logs, feed: feedOf([0, 1, 3].map((seq) => entryAt(tenant, seq))) };
      expect(await brokenAt(writeCheckpoint(gapped, tenant))).toBe('feed 2');
    });

    test('is not written over by a history that differs', async () => {
      const { logs, tenant, growTo, entries } = freshLog(await open());
      growTo(256);
      const other = { ...entryAt(tenant, 300), seq: 3 };
      const forged = { ...logs, feed: feedOf(entries.with(3, other)) };
      const dying = { ...forged, signer: { ...logs.signer, sign: async () => Promise.reject(new Error()) } };
      await expect(writeCheckpoint(dying, tenant)).rejects.toThrow(Error);
      expect(await brokenAt(writeCheckpoint(logs, tenant))).toBe('tile/0/000');
    });

    test('counts no checkpoint that its key did not sign, or that lies under another size', async () => {
      const { logs, tenant, growTo } = freshLog(await open());
      growTo(3);
      const { note } = await writeCheckpoint(logs, tenant);
      const { files } = await tenantLog(logs, tenant);
      await files.put(checkpointPath(4), Buffer.from(note));
      expect(await brokenAt(writeCheckpoint(logs, tenant))).toBe(checkpointPath(4));
      await files.put(checkpointPath(5), Buffer.from(note.replace('\n3\n', '\n5\n')));
      expect(await brokenAt(writeCheckpoint(logs, tenant))).toBe(checkpointPath(5));
    });
  });
};
