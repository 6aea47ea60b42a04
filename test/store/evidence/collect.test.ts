import { describe, expect, test } from 'vitest';
import type { EvidenceCommit } from '../../../schemas/evidence.ts';
import { commitHash } from '../../../store/commit-hash.ts';
import { CorruptCommit } from '../../../store/corrupt-commit.ts';
import { collectCommits } from '../../../store/evidence/collect.ts';
import { makeBundle } from '../../../store/evidence/make-bundle.ts';
import { memoryBundleFiles, memoryBundleSink } from '../../../store/evidence/memory-bundle.ts';
import { verifyBundle } from '../../../store/evidence/verify-bundle.ts';
import { BrokenLog } from '../../../store/log/broken-log.ts';
import { writeCheckpoint } from '../../../store/log/tenant-log.ts';
import { feedOf } from '../log/sample-logs.ts';
import { historyOf, ORIGIN, pagesOf, signer } from './sample-bundle.ts';
import { fedAs, storedLog } from './stored-log.ts';

/** What is stored of a history that is fed in its order, with a checkpoint over all of it. */
const storedOf = async (...given: Parameters<typeof storedLog>) => {
  const { tenantId, logs, commits } = await storedLog(...given);
  return { signed: await writeCheckpoint(logs, tenantId), stored: { tenantId, feed: logs.feed, commits } };
};

const history = historyOf(120, 20);
const ignored = () => undefined;
const collected = async (...args: Parameters<typeof collectCommits>) =>
  (await Array.fromAsync(collectCommits(...args))).flat();

describe('commits for evidence', () => {
  test('are those that the checkpoint counts, in its order, and prove themselves', async () => {
    const { signed, stored } = await storedOf(history);
    const told: [number, number][] = [];
    const commits = await collected(stored, signed, (...counts) => told.push(counts));
    expect(commits).toStrictEqual(history);
    expect(told).toStrictEqual([[120, 120]]);
    const bundle = new Map<string, Uint8Array>();
    const log = { origin: ORIGIN, signer, checkpoints: [signed.note] };
    await makeBundle(log, pagesOf(commits), memoryBundleSink(bundle));
    expect(await verifyBundle(memoryBundleFiles(bundle), { hashOf: commitHash })).toStrictEqual({
      ok: true,
      origin: ORIGIN,
      entries: 120,
      checkpoints: 1,
    });
  });

  test('are read page by page, and none of them more often than it must be', async () => {
    const long = historyOf(2_100, 300);
    const { signed, stored } = await storedOf(long);
    let read = 0;
    const page: typeof stored.commits.page = async (...asked) => {
      const found = await stored.commits.page(...asked);
      read += found.items.length;
      return found;
    };
    const told: [number, number][] = [];
    const pages = collectCommits({ ...stored, commits: { ...stored.commits, page } }, signed, (...counts) =>
      told.push(counts),
    );
    const sizes: number[] = [];
    const commits: EvidenceCommit[] = [];
    for await (const each of pages) {
      sizes.push(each.length);
      commits.push(...each);
    }
    expect(sizes).toStrictEqual([1_000, 1_000, 100]);
    expect(told).toStrictEqual([
      [1_000, 2_100],
      [2_000, 2_100],
      [2_100, 2_100],
    ]);
    expect(commits).toStrictEqual(long);
    // Of each of the streams of a page, the last question may bring some that belong to the next page.
    expect(read).toBeLessThanOrEqual(2_100 + 3 * 700);
  });

  test('are as they lie there, changed or not: what is wrong is for the check to find', async () => {
    const forged = history.map((commit, n) => (n === 50 ? { ...commit, role: 'admin' } : commit));
    const { signed, stored } = await storedOf(history, forged);
    expect(await collected(stored, signed, ignored)).toStrictEqual(forged);
  });

  test('are not collected where one is missing, or is none', async () => {
    const { signed, stored } = await storedOf(history, history.toSpliced(50, 1));
    await expect(collected(stored, signed, ignored)).rejects.toThrow(
      new CorruptCommit(
        { stream: history[50]?.pk ?? '', version: history[50]?.sk ?? 0 },
        'the log counts it, and it is missing',
      ),
    );
    const bare = { ...stored.commits, page: async (pk: string) => ({ items: [{ pk, sk: 1 }] }) };
    await expect(collected({ ...stored, commits: bare }, signed, ignored)).rejects.toThrow(
      'version 1 cannot be read: it has not the attributes of a commit.',
    );
  });

  test('are not collected where the feed ends before what is signed', async () => {
    const { signed, stored } = await storedOf(history);
    const cut = { ...stored, feed: feedOf(history.slice(0, 100).map(fedAs)) };
    await expect(collected(cut, signed, ignored)).rejects.toThrow(
      new BrokenLog('feed 100', 'the feed ends before an entry that is signed'),
    );
  });
});
