import { describe, expect, test } from 'vitest';
import { verifyStream } from '../../../functions/queries/verify-stream.ts';
import type { Commit } from '../../../schemas/commit.ts';
import { CorruptCommit } from '../../../store/corrupt-commit.ts';
import type { EventStore } from '../../../store/event-store.ts';
import { idOf, OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { caller, OPENED, refused } from '../chart-world.ts';
import { auditWorld, VERIFY } from './audit-world.ts';

const notThere = refused(404, { code: 'NOT_FOUND', message: 'There is no such stream.' });
const NAME = { tenant_id: TENANT, category: 'chart', id: OPENED.id } as const;

/** The world's store, which has lost the commits that begin with these versions. */
const without = (store: EventStore, lost: readonly number[]): EventStore => ({
  ...store,
  load: async (name, after) => {
    const stream = await store.load(name, after);
    const kept = ({ first_version }: Commit) => !lost.includes(first_version);
    return { ...stream, commits: stream.commits.filter(kept) };
  },
});
const failing = (store: EventStore, error: Error): EventStore => ({
  ...store,
  load: () => Promise.reject(error),
});

describe('The proof of a stream', () => {
  test('says that it is whole, and up to which version', async () => {
    const { asked } = await auditWorld();
    expect(await asked(VERIFY)).toStrictEqual({ status: 200, body: { ok: true, versions: 6 } });
  });

  test('opens nothing, and so leaves nothing in the access trail', async () => {
    const { asked, reads } = await auditWorld();
    await asked(VERIFY);
    expect(await reads(`patient/${OPENED.id}`)).toStrictEqual([]);
  });

  test.each([
    [[1], 1],
    [[2], 2],
    [[5], 5],
    [[1, 5], 1],
    [[2, 5], 2],
  ])('names the first place where the commits beginning with %o are missing', async (lost, version) => {
    const { store } = await auditWorld();
    expect(await verifyStream(without(store, lost), NAME)).toStrictEqual({
      ok: false,
      versions: version - 1,
      first_broken: { version, reason: 'The commit of this version is missing.' },
    });
  });

  test.each([5, 1, 0])('names the commit at version %i that cannot be read, and why', async (version) => {
    const { store } = await auditWorld();
    const error = new CorruptCommit({ stream: 'the-stream', version }, 'it was changed');
    expect(await verifyStream(failing(store, error), NAME)).toStrictEqual({
      ok: false,
      versions: Math.max(version - 1, 0),
      first_broken: {
        version,
        reason: `The commit at the-stream version ${version} cannot be read: it was changed.`,
      },
    });
  });

  test('takes no other failure for a broken stream', async () => {
    const { store } = await auditWorld();
    await expect(verifyStream(failing(store, new Error('the table is away')), NAME)).rejects.toThrow('away');
  });

  test('of a stream that is not there, or another agency has, is not found', async () => {
    const { asked } = await auditWorld();
    expect(await asked(VERIFY, { params: { id: idOf(404) } })).toStrictEqual(notThere);
    expect(await asked(VERIFY, { caller: caller('auditor', OTHER_TENANT) })).toStrictEqual(notThere);
  });
});
