import { writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EvidenceCommit } from '../../../schemas/evidence.ts';
import { entryOf } from '../../../store/evidence/entry.ts';
import { rootOf } from '../../../store/log/frontier.ts';
import { integrate } from '../../../store/log/integrate.ts';
import { leafHashOf } from '../../../store/log/leaf.ts';
import { memoryTileStore } from '../../../store/log/memory-tile-store.ts';
import { tileTree } from '../../../store/log/tile-tree.ts';
import { buildJudge, whyNoJudge } from '../../judge/build.ts';
import { bundleOf, historyOf } from '../evidence/sample-bundle.ts';
import { writeFiles } from '../evidence/written-files.ts';

const reason = await whyNoJudge();
// Past the runner, which shows nothing of tests that are left out.
if (reason !== undefined) writeSync(2, `test/store/log/judge.test.ts is left out: ${reason}\n`);

/** For what starts another program, where the machine is busy. */
const LONG = { timeout: 60_000 };
const SIZE = 600;
const commits = historyOf(SIZE, 20);
const leavesOf = (history: readonly EvidenceCommit[]) =>
  history.map((commit, seq) => leafHashOf(entryOf(commit, seq)));
/** A history that is another after its first 19 entries. */
const OTHER = leavesOf(historyOf(SIZE, 19));
const base64 = (hash: Uint8Array) => Buffer.from(hash).toString('base64');
type Files = ReadonlyMap<string, Uint8Array | string>;
const withFile = (files: Files, path: string, content: string): Files => new Map([...files, [path, content]]);

/** Proofs in trees of sizes around the edges of tiles, made of the tiles of a log that had a checkpoint at each. */
const proofsOf = async (leaves: readonly Uint8Array[]) => {
  const store = memoryTileStore();
  const sizes = [1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, SIZE];
  for (const [n, size] of sizes.entries())
    await integrate(store, sizes[n - 1] ?? 0, leaves.slice(sizes[n - 1] ?? 0, size));
  const rootAt = (size: number) => base64(rootOf(leaves.slice(0, size)));
  const inclusion = sizes.flatMap((size) =>
    [...new Set([0, 1, Math.floor(size / 2), 255, 256, size - 1])]
      .filter((index) => index < size)
      .map(async (index) => ({
        index,
        size,
        root: rootAt(size),
        proof: (await tileTree(store, size).inclusion(index)).map(base64),
      })),
  );
  const consistency = sizes.flatMap((size) =>
    sizes
      .filter((old) => old <= size)
      .map(async (old) => ({
        old,
        old_root: rootAt(old),
        size,
        root: rootAt(size),
        proof: (await tileTree(store, size).consistency(old)).map(base64),
      })),
  );
  return { inclusion: await Promise.all(inclusion), consistency: await Promise.all(consistency) };
};

const bytesOf = (files: Files, path: string) => Buffer.from(files.get(path) ?? '');
const flipped = (files: Files, path: string, at: number): Files =>
  new Map([...files, [path, bytesOf(files, path).map((byte, n) => (n === at ? byte ^ 1 : byte))]]);

const OF_ANOTHER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n';

/** Ways to tamper with a log, and what Go has to say of each. */
const tamperings = (files: Files, other: Files): [string, Files, string][] => {
  const lines = bytesOf(files, 'entries.jsonl').toString('utf8').split('\n');
  const [seventh = '', eighth = ''] = lines.slice(7);
  const entries = (changed: readonly string[]) => withFile(files, 'entries.jsonl', changed.join('\n'));
  const checkpoint = bytesOf(files, 'checkpoint');
  return [
    ['key', flipped(files, 'key', 60), 'invalid verifier hash'],
    ['key of another', withFile(files, 'key', OF_ANOTHER), 'note has no verifiable signatures'],
    ['size', flipped(files, 'checkpoint', 31), 'invalid signature'],
    ['root', flipped(files, 'checkpoint', 40), 'invalid signature'],
    ['signature', flipped(files, 'checkpoint', checkpoint.length - 9), 'invalid signature'],
    ['lowest tile', flipped(files, 'tile/0/000', 4000), 'tile/8/0/000 is not over the entries'],
    ['partial tile', flipped(files, 'tile/0/002.p/88', 5), 'tiles: downloaded inconsistent tile'],
    ['upper tile', flipped(files, 'tile/1/000.p/2', 40), 'tiles: downloaded inconsistent tile'],
    ['missing tile', new Map([...files].filter(([path]) => path !== 'tile/0/001')), 'no such file'],
    ['changed', entries(lines.with(7, seventh.replace('"version":', '"version":1'))), 'entries: '],
    ['removed', entries(lines.toSpliced(7, 1)), '599 entries, 600 signed'],
    ['exchanged', entries(lines.with(7, eighth).with(8, seventh)), 'entry 7 says it is 8'],
    ['cut off', entries(lines.slice(0, 500)), '500 entries, 600 signed'],
    ['another history', withFile(other, 'checkpoint', checkpoint.toString('utf8')), 'entries: '],
  ];
};

describe.skipIf(reason !== undefined)(`Go's log${reason ? ` (not asked: ${reason})` : ''}`, LONG, () => {
  let folder: string;
  let judge: Awaited<ReturnType<typeof buildJudge>>;
  const write = (name: string, files: Files) => writeFiles(join(folder, name), files);
  const errorOf = async (name: string, files: Files) =>
    (await judge([await write(name, files)])).map(({ error }) => error);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fusionems-judge-'));
    judge = await buildJudge(folder);
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each([0, 1, 2, 255, 256, 257])('takes a log of %i entries', async (size) => {
    const whole = await write(`size-${size}`, await bundleOf(commits.slice(0, size), [0, size]));
    expect(await judge([whole])).toStrictEqual([{ folder: whole, size, proofs: 0 }]);
  });

  test('makes the same proofs, takes ours, and takes none that is changed', async () => {
    const proofs = await proofsOf(leavesOf(commits));
    const files = withFile(await bundleOf(commits, [0, SIZE]), 'proofs.json', JSON.stringify(proofs));
    const whole = await write('proofs', files);
    const count = proofs.inclusion.length + proofs.consistency.length;
    expect(count).toBe(48 + 78);
    expect(await judge([whole])).toStrictEqual([{ folder: whole, size: SIZE, proofs: count }]);
  });

  test.each(['inclusion', 'consistency'] as const)('takes no proof of %s of another log', async (kind) => {
    const files = await bundleOf(commits, [SIZE]);
    const [ours, theirs] = [(await proofsOf(leavesOf(commits)))[kind], (await proofsOf(OTHER))[kind]];
    const mixed = ours.map((own, n) => ({ ...own, proof: theirs[n]?.proof }));
    const errorsOf = (proofs: unknown) =>
      errorOf(kind, withFile(files, 'proofs.json', JSON.stringify({ [kind]: proofs })));
    expect(await errorsOf(theirs)).toStrictEqual([expect.stringMatching(/is not the root at 255/)]);
    expect(await errorsOf(mixed)).toStrictEqual([expect.stringMatching(/invalid transparency proof/)]);
  });

  test('takes no log that was tampered with', async () => {
    const [files, other] = [await bundleOf(commits, [SIZE]), await bundleOf(historyOf(SIZE, 19), [SIZE])];
    for (const [name, tampered, error] of tamperings(files, other))
      expect([name, await errorOf(name, tampered)]).toStrictEqual([name, [expect.stringContaining(error)]]);
  });
});
