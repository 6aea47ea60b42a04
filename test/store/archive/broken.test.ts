import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeObject } from '../../../store/archive/archived.ts';
import { BrokenArchive } from '../../../store/archive/broken-archive.ts';
import { memoryArchiveBucket } from '../../../store/archive/memory-archive-bucket.ts';
import { archivedTenants } from '../../../store/archive/read-archive.ts';
import { commitHash } from '../../../store/commit-hash.ts';
import { idOf, OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { archiveWorld, emptied, entriesIn, itemsIn } from './archive-world.ts';

const chart = (n: number) => `${TENANT}#chart#${idOf(n)}`;
const name = (first: number, tenant = TENANT) =>
  `commits/tenant=${tenant}/date=2025-03-02/${String(first).padStart(16, '0')}.jsonl.gz`;

type Objects = Map<string, Uint8Array>;

/** An archive of three objects: seq 0-1 (charts 1, 2), 2-4 (charts 1, 1, 2), and 5 (chart 2). */
const threeObjects = async (): Promise<Objects> => {
  const { commit, archive, objects } = archiveWorld();
  for (const charts of [[1, 2], [1, 1, 2], [2]]) {
    for (const n of charts) await commit(n);
    await archive(TENANT);
  }
  return objects;
};
const SAMPLE = await threeObjects();

const bytesOf = (first: number): Uint8Array => SAMPLE.get(name(first)) ?? new Uint8Array();
const linesOf = (first: number): string[] => gunzipSync(bytesOf(first)).toString().split('\n');
const packed = (lines: readonly string[]) => gzipSync(lines.join('\n'));

/** What a restoration of objects comes to, after it is seen that nothing was written by a check that failed. */
const restored = async (objects: Objects) => {
  const parts = emptied(memoryArchiveBucket(objects));
  const checked = await parts.check().catch((error: unknown) => error);
  expect(await itemsIn(parts.commits, 3)).toStrictEqual([]);
  expect(await entriesIn(parts.feed)).toStrictEqual([]);
  return checked;
};

const placeOf = async (objects: Objects) => {
  const error = await restored(objects);
  if (!(error instanceof BrokenArchive)) throw new Error('The archive was taken for whole.');
  const { tenant, seq, stream, version } = error;
  return { tenant, seq, stream, version };
};

const changed = (change: (objects: Objects) => void): Objects => {
  const objects = new Map(SAMPLE);
  change(objects);
  return objects;
};
const withLines = (first: number, change: (lines: string[]) => string[]): Objects =>
  changed((objects) => objects.set(name(first), packed(change(linesOf(first)))));

/** A line with some of its attributes changed, and its own hash made to fit again. */
const forged = (line: string, change: object): string => {
  const { seq, type, hash: _, ...item } = { ...JSON.parse(line), ...change };
  return JSON.stringify({ seq, type, ...item, hash: commitHash(item) });
};

const last = { tenant: TENANT, seq: 2, stream: chart(2), version: 1 };

describe('A broken archive is named by its place, and nothing is restored from it', () => {
  test.each<[string, Objects, object]>([
    ['the first object is missing', changed((all) => all.delete(name(0))), { seq: 0 }],
    ['an object is missing', changed((all) => all.delete(name(2))), last],
    ['an object is empty', changed((all) => all.set(name(2), new Uint8Array())), last],
    ['an object is truncated', changed((all) => all.set(name(2), bytesOf(2).slice(0, -20))), last],
    ['an object lacks its last byte', changed((all) => all.set(name(2), bytesOf(2).slice(0, -1))), last],
    ['an object is not packed', changed((all) => all.set(name(2), Buffer.from('{}\n'))), last],
    ['an object has no line', changed((all) => all.set(name(2), gzipSync(''))), { seq: 2 }],
    ['an object ends within a line', withLines(2, (all) => [...all.slice(0, 2), '{"seq"']), { seq: 4 }],
    [
      'lines are cut off its end',
      withLines(2, ([one = '']) => [one, '']),
      { seq: 3, stream: chart(1), version: 2 },
    ],
    [
      'a line is cut out of it',
      withLines(2, ([one = '', , three = '']) => [one, three, '']),
      { seq: 3, stream: chart(2), version: 2 },
    ],
    [
      'lines are swapped',
      withLines(2, ([one = '', two = '', ...more]) => [two, one, ...more]),
      { seq: 2, stream: chart(1), version: 3 },
    ],
    ['a line is no JSON', withLines(2, ([one = '', , ...more]) => [one, '{', ...more]), { seq: 3 }],
    [
      'a line has one attribute more',
      withLines(2, ([one = '', ...more]) => [one.replace('{', '{"more":1,'), ...more]),
      { seq: 2, stream: chart(1), version: 2 },
    ],
    [
      'a commit was changed',
      withLines(2, ([one = '', ...more]) => [one.replace('"role":"ems"', '"role":"admin"'), ...more]),
      { seq: 2, stream: chart(1), version: 2 },
    ],
    [
      'a commit was changed, its hash too',
      withLines(2, ([one = '', ...more]) => [forged(one, { role: 'admin' }), ...more]),
      { seq: 3, stream: chart(1), version: 3 },
    ],
    [
      'a commit is of another tenant',
      withLines(2, ([one = '', ...more]) => [
        forged(one, { pk: `${OTHER_TENANT}#chart#${idOf(1)}` }),
        ...more,
      ]),
      { seq: 2, stream: `${OTHER_TENANT}#chart#${idOf(1)}`, version: 2 },
    ],
    [
      'an object lies there twice',
      changed((all) => all.set(name(6), bytesOf(5))),
      { seq: 6, stream: chart(2) },
    ],
    [
      'an object begins before the one before it ended',
      changed((all) => all.set(name(3), bytesOf(2))),
      { seq: 5, stream: chart(2), version: 2 },
    ],
    [
      'something else lies there',
      changed((all) => all.set(`commits/tenant=${TENANT}/date=2025-03-02/note`, new Uint8Array())),
      { seq: 6, stream: chart(2), version: 3 },
    ],
  ])('%s', async (_, objects, place) => {
    const found = await placeOf(objects);
    expect(found).toMatchObject({ tenant: TENANT, ...place });
  });

  test('an object that is listed, and is gone when it is read', async () => {
    const bucket = { ...memoryArchiveBucket(SAMPLE), get: async () => undefined };
    await expect(emptied(bucket).check()).rejects.toThrow(
      `The archive of ${TENANT} is broken at seq 0: the object that begins there is gone.`,
    );
  });

  test('and says so in words that hold nothing of what lies there', async () => {
    const objects = changed((all) => all.delete(name(2)));
    await expect(emptied(memoryArchiveBucket(objects)).restore()).rejects.toThrow(
      `The archive of ${TENANT} is broken at seq 2 (after ${chart(2)} version 1): the commits up to seq 4 are missing.`,
    );
  });
});

test('Any byte that is changed is found, or changes nothing of what is read', () => {
  const at = { tenant: TENANT, seq: 5 };
  const whole = decodeObject(at, bytesOf(5));
  const decoded = (bytes: Uint8Array) => {
    try {
      return decodeObject(at, bytes);
    } catch (error) {
      return error;
    }
  };
  let found = 0;
  for (const [n, byte] of bytesOf(5).entries()) {
    const outcome = decoded(bytesOf(5).with(n, byte ^ 0x10));
    if (outcome instanceof BrokenArchive) found += 1;
    else expect(outcome).toStrictEqual(whole);
  }
  // What may change unseen is in the head of the gzip form: its time, flags and system, which tell nothing.
  expect(found).toBeGreaterThanOrEqual(bytesOf(5).length - 10);
});

test('The tenants of an archive are those that have a folder there', async () => {
  const objects = changed((all) => all.set(name(0, OTHER_TENANT), new Uint8Array()));
  objects.set('commits/readme/x', new Uint8Array());
  expect(await archivedTenants(memoryArchiveBucket(objects))).toStrictEqual([OTHER_TENANT, TENANT]);
});
