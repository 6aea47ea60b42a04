import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleOf, checkpointsOf, historyOf, ORIGIN } from '../../../store/evidence/sample-bundle.ts';
import { writeFiles } from '../../../store/evidence/written-files.ts';
import { ran } from '../captured-io.ts';

const history = historyOf(9);
const files = await bundleOf(history, [4, 9]);
const key = Buffer.from(files.get('key') ?? '')
  .toString('utf8')
  .trim();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fusionems-audit-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const flipped = (path: string, at: number) =>
  new Map([
    ...files,
    [path, Buffer.from(files.get(path) ?? []).map((byte, n) => (n === at ? byte ^ 1 : byte))],
  ]);
const verify = async (name: string, bundle: ReadonlyMap<string, Uint8Array | string>, ...more: string[]) =>
  ran(['audit', 'verify', await writeFiles(join(folder, name), bundle), ...more]);
const kept = async (name: string, note: string) => {
  await writeFile(join(folder, name), note);
  return join(folder, name);
};

describe('ems audit verify', () => {
  test('takes a bundle that is whole, and says what its key is worth', async () => {
    expect(await verify('whole', files)).toStrictEqual({
      exitCode: 0,
      out: `whole: ${ORIGIN}, 9 entries, 2 checkpoints, 0 kept ones fit\n`,
      err: '7 files; checking\nThe key is the one in the bundle: with --key it is held against the one you have.\n',
    });
  });

  test('holds it against a key and checkpoints that were kept', async () => {
    const [third = '', fourth = ''] = await checkpointsOf(history, [3, 4]);
    const keeping = ['--kept', await kept('third', third), '--kept', await kept('fourth', fourth)];
    const { exitCode, out } = await verify('kept', files, '--key', key, ...keeping, '--json');
    expect([exitCode, JSON.parse(out)]).toStrictEqual([
      0,
      { ok: true, origin: ORIGIN, entries: 9, checkpoints: 2, kept: 2, key_trusted: true },
    ]);
  });

  test('names the first broken place and ends with 1', async () => {
    const { exitCode, out, err } = await verify('flipped', flipped('commits.jsonl', 700));
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^broken: commits\.jsonl line 2 \(entry 1\): /);
    expect(err).toContain('error: The bundle is not what the log signed.');
    const told = await verify('flipped again', flipped('tile/0/000.p/9', 33), '--json');
    expect([told.exitCode, JSON.parse(told.out)]).toStrictEqual([
      1,
      { ok: false, file: 'tile/0/000.p/9', seq: 1, what: 'its hash 1 is not that of entry 1' },
    ]);
  });

  test('finds a file too many, and a file too few', async () => {
    const more = await verify(
      'more',
      new Map<string, Uint8Array | string>([...files, ['tile/.hidden', 'x']]),
    );
    expect([more.exitCode, more.out]).toStrictEqual([
      1,
      'broken: tile/.hidden: it does not belong to a bundle\n',
    ]);
    const less = await verify('less', new Map([...files].filter(([path]) => path !== 'checkpoints/4')));
    expect([less.exitCode, less.out]).toStrictEqual([
      1,
      'broken: seal: it is not over these checkpoints: one was added, left out or exchanged\n',
    ]);
  });

  test('finds a history that was made anew, by a checkpoint of the one before', async () => {
    const [other = ''] = await checkpointsOf(historyOf(9, 3), [9]);
    const { exitCode, out } = await verify('anew', files, '--kept', await kept('other', other));
    expect([exitCode, out]).toStrictEqual([
      1,
      'broken: (kept checkpoint 1): its root is not that over the first 9 entries\n',
    ]);
  });

  test.each([
    [['--key', 'no key'], 2, 'not a verifier key'],
    [['--kept', '/nowhere/kept'], 1, 'The kept checkpoint /nowhere/kept cannot be read.'],
  ])('is not asked with %o', async (more, code, problem) => {
    const { exitCode, out, err } = await verify(`asked ${code}`, files, ...more);
    expect([exitCode, out]).toStrictEqual([code, '']);
    expect(err).toContain(problem);
  });

  test('says so where there is no bundle', async () => {
    const nowhere = join(folder, 'nowhere');
    const { exitCode, err } = await ran(['audit', 'verify', nowhere]);
    expect(exitCode).toBe(1);
    expect(err).toContain(`There is no folder ${nowhere}.`);
  });
});
