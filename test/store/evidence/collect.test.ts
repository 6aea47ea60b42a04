import { describe, expect, test } from 'vitest';
import { commitHash } from '../../../store/commit-hash.ts';
import { CorruptCommit } from '../../../store/corrupt-commit.ts';
import { collectCommits } from '../../../store/evidence/collect.ts';
import { makeBundle } from '../../../store/evidence/make-bundle.ts';
import { verifyBundle } from '../../../store/evidence/verify-bundle.ts';
import { BrokenLog } from '../../../store/log/broken-log.ts';
import { writeCheckpoint } from '../../../store/log/tenant-log.ts';
import { feedOf } from '../log/sample-logs.ts';
import { historyOf, ORIGIN, signer } from './sample-bundle.ts';
import { fedAs, storedLog } from './stored-log.ts';

/** What is stored of a history that is fed in its order, with a checkpoint over all of it. */
const storedOf = async (...given: Parameters<typeof storedLog>) => {
  const { tenantId, logs, commits } = await storedLog(...given);
  return { signed: await writeCheckpoint(logs, tenantId), stored: { tenantId, feed: logs.feed, commits } };
};

const history = historyOf(120, 20);
const ignored = () => undefined;

describe('commits for evidence', () => {
  test('are those that the checkpoint counts, in its order, and prove themselves', async () => {
    const { signed, stored } = await storedOf(history);
    const told: [number, number][] = [];
    const commits = await collectCommits(stored, signed, (...counts) => told.push(counts));
    expect(commits).toStrictEqual(history);
    expect(told).toStrictEqual([
      [96, 120],
      [120, 120],
    ]);
    const bundle = await makeBundle({ origin: ORIGIN, signer, checkpoints: [signed.note] }, commits);
    expect(verifyBundle(bundle, { hashOf: commitHash })).toStrictEqual({
      ok: true,
      origin: ORIGIN,
      entries: 120,
      checkpoints: 1,
    });
  });

  test('are as they lie there, changed or not: what is wrong is for the check to find', async () => {
    const forged = history.map((commit, n) => (n === 50 ? { ...commit, role: 'admin' } : commit));
    const { signed, stored } = await storedOf(history, forged);
    expect(await collectCommits(stored, signed, ignored)).toStrictEqual(forged);
  });

  test('are not collected where one is missing, or is none', async () => {
    const { signed, stored } = await storedOf(history, history.toSpliced(50, 1));
    await expect(collectCommits(stored, signed, ignored)).rejects.toThrow(
      new CorruptCommit(
        { stream: history[50]?.pk ?? '', version: history[50]?.sk ?? 0 },
        'the log counts it, and it is missing',
      ),
    );
    const bare = { ...stored.commits, page: async (pk: string) => ({ items: [{ pk, sk: 1 }] }) };
    await expect(collectCommits({ ...stored, commits: bare }, signed, ignored)).rejects.toThrow(
      'version 1 cannot be read: it has not the attributes of a commit.',
    );
  });

  test('are not collected where the feed ends before what is signed', async () => {
    const { signed, stored } = await storedOf(history);
    const cut = { ...stored, feed: feedOf(history.slice(0, 100).map(fedAs)) };
    await expect(collectCommits(cut, signed, ignored)).rejects.toThrow(
      new BrokenLog('feed 100', 'the feed ends before an entry that is signed'),
    );
  });
});
