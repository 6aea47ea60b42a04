import { describe, expect, test } from 'vitest';
import { Restoring, restoreFrom } from '../../../../bin/ems/archive/restore.ts';
import { signedTrees } from '../../../../bin/ems/archive/signed-trees.ts';
import { screenOf } from '../../../../bin/ems/cli/screen.ts';
import { feed } from '../../../../store/feed/feed.ts';
import { memoryLogFiles } from '../../../../store/log/memory-log-files.ts';
import { writeCheckpoint } from '../../../../store/log/tenant-log.ts';
import { TENANT } from '../../../sample-chart.ts';
import { archiveWorld, emptied, entriesIn, itemsIn } from '../../../store/archive/archive-world.ts';
import { signerOf } from '../../../store/log/fixed-signer.ts';

/** What is known of an endpoint where nobody listens. */
const NOBODY = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });

/** A tenant with three commits in an archive of two objects, a log, and an empty system to restore them to. */
const world = async () => {
  const { commit, archive, objects, bucket, feedTable } = archiveWorld();
  for (const charts of [[1, 2], [1]]) {
    for (const n of charts) await commit(n);
    await archive(TENANT);
  }
  const files = memoryLogFiles();
  const logs = { service: 'fusionems-test', signer: signerOf(1), files: () => files };
  const { commits, feed: emptyFeed } = emptied(bucket);
  const written = { out: '', err: '' };
  const io = {
    out(text: string) {
      written.out += text;
    },
    err(text: string) {
      written.err += text;
    },
    input: async () => '',
    interrupted: () => new AbortController().signal,
    now: () => new Date('2026-03-01T12:00:00Z'),
  };
  const none = () => Promise.reject(new Error('No target is opened.'));
  const readLogs = {
    ...logs,
    async *tenants() {
      yield TENANT;
    },
  };
  const run = (asked: object, { read = readLogs, withoutLog = false, json = true } = {}) =>
    restoreFrom(
      { parts: { bucket, commits, feed: emptyFeed }, ...(withoutLog ? {} : { logs: signedTrees(read) }) },
      Restoring.parse({ ...asked, withoutLog }),
      { io, screen: screenOf(io, json), target: none },
    );
  return {
    sign: () => writeCheckpoint({ ...logs, feed: feed(feedTable) }, TENANT),
    loseNewest: (count: number) => {
      for (const name of [...objects.keys()].toSorted().slice(-count)) objects.delete(name);
    },
    files,
    readLogs,
    run,
    written,
    restored: async () => [(await itemsIn(commits, 3)).length, (await entriesIn(emptyFeed)).length],
  };
};

const RESULT = { kind: 'restored', tenant: TENANT, objects: 2, commits: 3, lacking: 3, unfed: 3 };

describe('ems archive restore', () => {
  test('restores an archive that has all that its log signed, and says how much that proves', async () => {
    const { sign, run, written, restored } = await world();
    await sign();
    await run({});
    expect(JSON.parse(written.out)).toStrictEqual({ ...RESULT, signed: 3 });
    expect(await restored()).toStrictEqual([3, 3]);
  });

  test.each([
    ['some of its newest objects', 1, 2],
    ['all of its objects', 2, 0],
  ])(
    'refuses one that lacks %s, also where no agency is named, and writes nothing',
    async (_, gone, left) => {
      const { sign, loseNewest, run, written, restored } = await world();
      await sign();
      loseNewest(gone);
      const refused = {
        name: 'OperatorFault',
        problem: `The archive of ${TENANT} ends after ${left} commits; the newest checkpoint of its log counts 3.`,
        advice: expect.stringContaining('--without-log'),
      };
      await expect(run({})).rejects.toMatchObject(refused);
      await expect(run({ tenant: TENANT })).rejects.toMatchObject(refused);
      expect(await restored()).toStrictEqual([0, 0]);
      expect(written.out).toBe('');
    },
  );

  test('restores what there is of it where it shall not be held against the log', async () => {
    const { sign, loseNewest, run, written, restored } = await world();
    await sign();
    loseNewest(1);
    await run({}, { withoutLog: true, json: false });
    expect(written.out).toBe(
      `${TENANT}: the archive of 2 commits is whole; restored: 2 commits, 2 entries of the feed; it was not held against its log\n`,
    );
    expect(await restored()).toStrictEqual([2, 2]);
  });

  test('says where nothing is signed, and so nothing proves the end', async () => {
    const { loseNewest, run, written } = await world();
    loseNewest(1);
    await run({ dryRun: true });
    expect(JSON.parse(written.out)).toMatchObject({ kind: 'checked', commits: 2, signed: null });
    await run({ dryRun: true }, { json: false });
    expect(written.out).toContain('nothing of its log is signed yet, so that nothing proves its end\n');
  });

  test('refuses where the log does not answer, until it is told to do without', async () => {
    const { readLogs, run, restored } = await world();
    const refused = {
      problem: expect.stringMatching(/^The log cannot be read, so nothing proves the end .*ECONNREFUSED/),
      advice: expect.stringContaining('--without-log'),
    };
    const signer = { ...readLogs.signer, publicKey: () => Promise.reject(NOBODY) };
    const unlisted = {
      ...readLogs,
      async *tenants() {
        yield await Promise.reject(NOBODY);
      },
    };
    await expect(run({ tenant: TENANT }, { read: { ...readLogs, signer } })).rejects.toMatchObject(refused);
    await expect(run({}, { read: unlisted })).rejects.toMatchObject(refused);
    expect(await restored()).toStrictEqual([0, 0]);
  });

  test('refuses where the newest checkpoint is none that the log signed', async () => {
    const { files, run, restored } = await world();
    await files.put('checkpoint/9007199254740988-3', new TextEncoder().encode('forged\n'));
    await expect(run({})).rejects.toMatchObject({
      problem: expect.stringContaining('is no checkpoint that the key of fusionems-test'),
      advice: expect.stringContaining('--without-log'),
    });
    expect(await restored()).toStrictEqual([0, 0]);
  });
});
