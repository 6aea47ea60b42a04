import { describe, expect, test } from 'vitest';
import { memoryBundleFiles } from '../../../store/evidence/memory-bundle.ts';
import { verifyBundle } from '../../../store/evidence/verify-bundle.ts';
import { bundleOf, hashOf, historyOf, ORIGIN } from './sample-bundle.ts';

/** Milliseconds for a check of thousands of bundles where the machine is busy. */
const LONG = 120_000;
const SIZES = [0, 2, 5];
const commits = historyOf(5);
const bundle = await bundleOf(commits, SIZES);
const verdict = (files: ReadonlyMap<string, Uint8Array>) =>
  verifyBundle(memoryBundleFiles(files), { hashOf });
const WHOLE = { ok: true, origin: ORIGIN, entries: 5, checkpoints: 3 };

const bytesOf = (file: string) => bundle.get(file) ?? new Uint8Array();
const text = (file: string) => Buffer.from(bytesOf(file)).toString('utf8');
const withFile = (file: string, bytes: Uint8Array | string) =>
  new Map([...bundle, [file, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes] as const]);
const without = (file: string) => new Map([...bundle].filter(([path]) => path !== file));
const linesOf = (file: string) => text(file).split('\n').slice(0, -1);
const withLines = (file: string, lines: readonly string[]) =>
  withFile(file, lines.map((line) => `${line}\n`).join(''));

/** Every change of a list that takes out, doubles or exchanges lines. */
const reorderings = (lines: readonly string[]): string[][] =>
  lines.flatMap((line, n) => [
    lines.toSpliced(n, 1),
    lines.toSpliced(n, 0, line),
    ...lines.slice(n + 1).map((other, m) => lines.with(n, other).with(n + 1 + m, line)),
    lines.slice(0, n),
  ]);

describe('a bundle of evidence', () => {
  test('is these files', async () => {
    expect([...bundle.keys()].toSorted()).toStrictEqual([
      'checkpoint',
      'checkpoints/0',
      'checkpoints/2',
      'commits.jsonl',
      'entries.jsonl',
      'key',
      'seal',
      'tile/0/000.p/5',
    ]);
    expect(JSON.parse(linesOf('entries.jsonl')[3] ?? '')).toStrictEqual({
      seq: 3,
      stream: commits[3]?.pk,
      first_version: 3,
      version: 3,
      hash: commits[3]?.hash,
    });
    expect(linesOf('commits.jsonl').map((line) => JSON.parse(line))).toStrictEqual(commits);
  });

  test.each([0, 1, 255, 256, 257, 600])('of %i commits is whole', async (size) => {
    const files = await bundleOf(historyOf(size, 7), [0, Math.floor(size / 2), size]);
    expect(await verdict(files)).toMatchObject({ ok: true, entries: size });
  });

  /** One bit of each byte in turn, so that every bit's place comes up; the bytes whose change nobody would see. */
  const unseen = async (file: string): Promise<number[]> => {
    const bytes = bytesOf(file);
    const passed: number[] = [];
    for (const [at, byte] of bytes.entries()) {
      const flipped = bytes.with(at, byte ^ (1 << (at % 8)));
      if ((await verdict(withFile(file, flipped))).ok) passed.push(at);
    }
    return passed;
  };

  test.each([...bundle.keys()])(
    'is not whole when a bit of any byte of %s is another',
    async (file) => {
      expect(bytesOf(file).length).toBeGreaterThan(60);
      expect(await unseen(file)).toStrictEqual([]);
      expect(await verdict(bundle)).toStrictEqual(WHOLE);
    },
    LONG,
  );

  test('names the file of a byte that is another', async () => {
    for (const file of ['key', 'checkpoints/0', 'checkpoints/2', 'seal', 'commits.jsonl', 'tile/0/000.p/5']) {
      const bytes = bundle.get(file) ?? new Uint8Array();
      const flipped = bytes.map((byte, n) => (n === bytes.length - 9 ? byte ^ 1 : byte));
      expect(await verdict(withFile(file, flipped))).toMatchObject({ ok: false, file });
    }
  });

  test.each([...bundle.keys()])('is not whole when %s is missing, or there twice', async (file) => {
    const named = file.startsWith('checkpoints/') ? 'seal' : file;
    expect(await verdict(without(file))).toMatchObject({ ok: false, file: named });
    expect(await verdict(withFile(`${file}.bak`, bytesOf(file)))).toStrictEqual({
      ok: false,
      file: `${file}.bak`,
      what: 'it does not belong to a bundle',
    });
  });

  test.each([...bundle.keys()])(
    'is not whole when %s is cut off anywhere, or longer',
    async (file) => {
      const bytes = bytesOf(file);
      const others = [...bytes.keys()].map((end) => bytes.slice(0, end));
      others.push(...[0, 10, 32, 65].map((byte) => Uint8Array.of(...bytes, byte)));
      for (const other of others) expect(await verdict(withFile(file, other))).toMatchObject({ ok: false });
    },
    LONG,
  );

  test.each([...bundle.keys()])('is not whole when %s is exchanged with another file', async (file) => {
    for (const other of [...bundle.keys()].filter((each) => each !== file)) {
      const exchanged = new Map([...bundle, [file, bytesOf(other)], [other, bytesOf(file)]]);
      expect(await verdict(exchanged)).toMatchObject({ ok: false });
    }
  });

  test.each(['entries.jsonl', 'commits.jsonl'])(
    'is not whole when lines of %s are removed, doubled, exchanged',
    async (file) => {
      for (const lines of reorderings(linesOf(file)))
        expect(await verdict(withLines(file, lines))).toMatchObject({ ok: false });
    },
  );

  test('is not whole when entries and commits are changed alike', async () => {
    const entries = reorderings(linesOf('entries.jsonl'));
    for (const [n, lines] of reorderings(linesOf('commits.jsonl')).entries()) {
      const files = withLines('commits.jsonl', lines);
      const alike = (entries[n] ?? []).map((line, seq) => JSON.stringify({ ...JSON.parse(line), seq }));
      files.set('entries.jsonl', new TextEncoder().encode(alike.map((line) => `${line}\n`).join('')));
      expect(await verdict(files)).toMatchObject({ ok: false });
    }
  });

  test('is not whole when it is written otherwise, though it says the same', async () => {
    const [first = '', ...rest] = linesOf('entries.jsonl');
    for (const line of [
      ` ${first}`,
      first.replace(':', ': '),
      first.replace('"seq":0', '"seq":0.0'),
      first.replace('danbury', '\\u0064anbury'),
      first.replace('{', '{"seq":0,'),
      JSON.stringify({ ...JSON.parse(first), note: 1 }),
      `${first}\r`,
    ])
      expect(await verdict(withLines('entries.jsonl', [line, ...rest]))).toStrictEqual({
        ok: false,
        file: 'entries.jsonl',
        line: 1,
        seq: 0,
        what: 'it is not written as such a line is written',
      });
    for (const file of ['key', 'entries.jsonl', 'commits.jsonl', 'checkpoint', 'seal'])
      expect(await verdict(withFile(file, `\ufeff${text(file)}`))).toMatchObject({ ok: false, file });
  });
});
