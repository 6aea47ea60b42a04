import { describe, expect, test } from 'vitest';
import { verifyBundle } from '../../../store/evidence/verify-bundle.ts';
import { bundleOf, hashOf, historyOf, ORIGIN } from './sample-bundle.ts';

/** Milliseconds for a check of thousands of bundles where the machine is busy. */
const LONG = 120_000;
const SIZES = [0, 2, 5];
const commits = historyOf(5);
const bundle = await bundleOf(commits, SIZES);
const verdict = (files: ReadonlyMap<string, Uint8Array>) => verifyBundle(files, { hashOf });
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
  test('is these files', () => {
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
    expect(verdict(files)).toMatchObject({ ok: true, entries: size });
  });

  /** One bit of each byte in turn, so that every bit's place comes up; the bytes whose change nobody would see. */
  const unseen = (file: string): number[] => {
    const bytes = bytesOf(file);
    return [...bytes.keys()].filter((at) => {
      const flipped = bytes.with(at, (bytes[at] ?? 0) ^ (1 << (at % 8)));
      return verdict(withFile(file, flipped)).ok;
    });
  };

  test.each([...bundle.keys()])(
    'is not whole when a bit of any byte of %s is another',
    (file) => {
      expect(bytesOf(file).length).toBeGreaterThan(60);
      expect(unseen(file)).toStrictEqual([]);
      expect(verdict(bundle)).toStrictEqual(WHOLE);
    },
    LONG,
  );

  test('names the file of a byte that is another', () => {
    for (const file of ['key', 'checkpoints/0', 'checkpoints/2', 'seal', 'commits.jsonl', 'tile/0/000.p/5']) {
      const bytes = bundle.get(file) ?? new Uint8Array();
      const flipped = bytes.map((byte, n) => (n === bytes.length - 9 ? byte ^ 1 : byte));
      expect(verdict(withFile(file, flipped))).toMatchObject({ ok: false, file });
    }
  });

  test.each([...bundle.keys()])('is not whole when %s is missing, or there twice', (file) => {
    const named = file.startsWith('checkpoints/') ? 'seal' : file;
    expect(verdict(without(file))).toMatchObject({ ok: false, file: named });
    expect(verdict(withFile(`${file}.bak`, bytesOf(file)))).toStrictEqual({
      ok: false,
      file: `${file}.bak`,
      what: 'it does not belong to a bundle',
    });
  });

  test.each([...bundle.keys()])(
    'is not whole when %s is cut off anywhere, or longer',
    (file) => {
      const bytes = bytesOf(file);
      const others = [...bytes.keys()].map((end) => bytes.slice(0, end));
      others.push(...[0, 10, 32, 65].map((byte) => Uint8Array.of(...bytes, byte)));
      expect(others.filter((other) => verdict(withFile(file, other)).ok)).toStrictEqual([]);
    },
    LONG,
  );

  test.each([...bundle.keys()])('is not whole when %s is exchanged with another file', (file) => {
    for (const other of [...bundle.keys()].filter((each) => each !== file)) {
      const exchanged = new Map([...bundle, [file, bytesOf(other)], [other, bytesOf(file)]]);
      expect(verdict(exchanged)).toMatchObject({ ok: false });
    }
  });

  test.each(['entries.jsonl', 'commits.jsonl'])(
    'is not whole when lines of %s are removed, doubled, exchanged',
    (file) => {
      for (const lines of reorderings(linesOf(file)))
        expect(verdict(withLines(file, lines))).toMatchObject({ ok: false });
    },
  );

  test('is not whole when entries and commits are changed alike', () => {
    const entries = reorderings(linesOf('entries.jsonl'));
    for (const [n, lines] of reorderings(linesOf('commits.jsonl')).entries()) {
      const files = withLines('commits.jsonl', lines);
      const alike = (entries[n] ?? []).map((line, seq) => JSON.stringify({ ...JSON.parse(line), seq }));
      files.set('entries.jsonl', new TextEncoder().encode(alike.map((line) => `${line}\n`).join('')));
      expect(verdict(files)).toMatchObject({ ok: false });
    }
  });

  test('is not whole when it is written otherwise, though it says the same', () => {
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
      expect(verdict(withLines('entries.jsonl', [line, ...rest]))).toStrictEqual({
        ok: false,
        file: 'entries.jsonl',
        line: 1,
        seq: 0,
        what: 'it is not written as such a line is written',
      });
    for (const file of ['key', 'entries.jsonl', 'commits.jsonl', 'checkpoint', 'seal'])
      expect(verdict(withFile(file, `\ufeff${text(file)}`))).toMatchObject({ ok: false, file });
  });
});
