import { describe, expect, test } from 'vitest';
import type { KeyScan } from '../../../store/key-scan.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { memoryKeyScan } from '../../../store/memory-key-scan.ts';
import { type FoundStream, streamPage } from '../../../store/views/stream-scan.ts';
import { idOf, opened, TENANT, vitalsRecorded } from '../../sample-chart.ts';
import { commitOf, itemFor, streamOf } from '../../sample-commits.ts';

/** The `n`-th chart has `n` commits of two events each. */
const CHARTS = 7;
const made = async (pageSize: number): Promise<KeyScan> => {
  const { table, keys } = memoryKeyScan(memoryCommitTable(), { pageSize });
  for (let n = 1; n <= CHARTS; n += 1)
    for (let commit = 0; commit < n; commit += 1) {
      const events = [commit === 0 ? opened : vitalsRecorded, vitalsRecorded];
      await table.put(itemFor(commitOf(events, { after: 2 * commit, stream: streamOf(TENANT, idOf(n)) })));
    }
  const user = { ...itemFor(commitOf([opened])), pk: `${TENANT}#user#${idOf(99)}` };
  await table.put(user);
  return keys;
};

const all = async (keys: KeyScan, segments: number): Promise<FoundStream[]> => {
  const found: FoundStream[] = [];
  for (let segment = 0; segment < segments; segment += 1) {
    let page = await streamPage(keys, { segment, segments });
    found.push(...page.streams);
    while (page.token !== undefined) {
      page = await streamPage(keys, { segment, segments, token: page.token });
      found.push(...page.streams);
    }
  }
  return found.sort((a, b) => a.version - b.version);
};

const EXPECTED = Array.from({ length: CHARTS }, (_, n) => ({
  name: streamOf(TENANT, idOf(n + 1)),
  version: 2 * (n + 1),
  commits: n + 1,
}));

describe('every stream of a chart, once, with its last version, and no stream of another category', () => {
  const sizes = [1, 2, 3, 4, 5, 8, 29, 100].flatMap((pageSize) =>
    [1, 2, 5].map((segments) => ({ pageSize, segments })),
  );
  test.each(sizes)('in pages of $pageSize keys and $segments segments', async ({ pageSize, segments }) => {
    expect(await all(await made(pageSize), segments)).toStrictEqual(EXPECTED);
  });
});

test('an empty store has no streams', async () => {
  expect(
    await streamPage(memoryKeyScan(memoryCommitTable()).keys, { segment: 0, segments: 1 }),
  ).toStrictEqual({
    streams: [],
  });
});

test('a key that names no stream is named in the fault', async () => {
  const keys: KeyScan = {
    page: async () => ({ items: [{ pk: `${TENANT}#chart#nonsense`, sk: 1, last: 4 }] }),
    estimate: async () => 1,
  };
  await expect(streamPage(keys, { segment: 0, segments: 1 })).rejects.toMatchObject({
    name: 'CorruptCommit',
    stream: `${TENANT}#chart#nonsense`,
    version: 4,
  });
});
