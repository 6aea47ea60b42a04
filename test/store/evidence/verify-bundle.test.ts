import { describe, expect, test } from 'vitest';
import type { EvidenceCommit } from '../../../schemas/evidence.ts';
import { makeBundle } from '../../../store/evidence/make-bundle.ts';
import { verifyBundle } from '../../../store/evidence/verify-bundle.ts';
import { verifierKeyText } from '../../../store/log/verifier-key.ts';
import { signerOf } from '../log/fixed-signer.ts';
import { bundleOf, checkpointsOf, hashed, hashOf, historyOf, ORIGIN, signer } from './sample-bundle.ts';

const SIZES = [0, 2, 5];
const commits = historyOf(5);
const bundle = await bundleOf(commits, SIZES);
const verdict = (files: ReadonlyMap<string, Uint8Array>, more = {}) =>
  verifyBundle(files, { hashOf, ...more });
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

  test('is not whole when any bit of any byte is another', () => {
    for (const [file, bytes] of bundle)
      for (let at = 0; at < bytes.length; at += 1) {
        const bit = 1 << (at % 8);
        const flipped = bytes.map((byte, n) => (n === at ? byte ^ bit : byte));
        expect({ file, at, ...verdict(withFile(file, flipped)) }).toMatchObject({ ok: false });
      }
    expect(verdict(bundle)).toStrictEqual(WHOLE);
  });

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

  test.each([...bundle.keys()])('is not whole when %s is cut off anywhere, or longer', (file) => {
    const bytes = bytesOf(file);
    for (let end = 0; end < bytes.length; end += 1)
      expect(verdict(withFile(file, bytes.slice(0, end)))).toMatchObject({ ok: false });
    for (const byte of [0, 10, 32, 65])
      expect(verdict(withFile(file, Uint8Array.of(...bytes, byte)))).toMatchObject({ ok: false });
  });

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

describe('by who can hash and even sign, a history', () => {
  const at = (n: number): EvidenceCommit => commits[n] ?? hashed(historyOf(1)[0] as EvidenceCommit);
  /** The bundle of another history with the checkpoints of the true one: all but those made anew. */
  const withOld = async (changed: readonly EvidenceCommit[]) => {
    const files = await bundleOf(changed, [changed.length]);
    for (const file of ['checkpoint', 'checkpoints/0', 'checkpoints/2', 'seal'])
      files.set(file, bundle.get(file) ?? new Uint8Array());
    return verdict(files);
  };
  const rewritten = (n: number) => {
    const changed = [...commits];
    let prev = at(n).prev;
    for (let seq = n; seq < commits.length; seq += 2) {
      const { hash: _, ...commit } = at(seq);
      changed[seq] = hashed({ ...commit, prev, ...(seq === n ? { actor: 'somebody-else' } : {}) });
      prev = changed[seq]?.hash ?? prev;
    }
    return changed;
  };

  test('that is rewritten, hashes and tiles and all, has not the root that was signed', async () => {
    expect(await withOld(rewritten(1))).toStrictEqual({
      ok: false,
      file: 'checkpoints/2',
      what: 'its root is not that over the first 2 entries',
    });
    expect(await withOld(rewritten(2))).toStrictEqual({
      ok: false,
      file: 'checkpoint',
      what: 'its root is not that over the first 5 entries',
    });
    expect(await withOld(commits.slice(0, 4))).toStrictEqual({
      ok: false,
      file: 'entries.jsonl',
      what: 'it has 4 entries; the newest checkpoint counts 5',
    });
  });

  test('that is rewritten and signed anew is not that of a checkpoint that somebody kept', async () => {
    const files = await bundleOf(rewritten(1), SIZES);
    expect(verdict(files)).toStrictEqual(WHOLE);
    const kept = await checkpointsOf(commits, [1, 2, 5]);
    expect(verdict(bundle, { kept })).toStrictEqual(WHOLE);
    expect(verdict(files, { kept })).toStrictEqual({
      ok: false,
      file: '(kept checkpoint 2)',
      what: 'its root is not that over the first 2 entries',
    });
  });

  test('that is cut off and signed anew ends before the checkpoint that somebody kept', async () => {
    const files = await bundleOf(commits.slice(0, 4), [0, 2, 4]);
    expect(verdict(files)).toMatchObject({ ok: true, entries: 4 });
    expect(verdict(files, { kept: await checkpointsOf(commits, [5]) })).toStrictEqual({
      ok: false,
      file: '(kept checkpoint 1)',
      what: 'it is of 5 entries; the bundle ends after 4',
    });
  });

  test('with a checkpoint left out has not the seal that was signed', async () => {
    const files = new Map([...bundle].filter(([path]) => path !== 'checkpoints/2'));
    expect(verdict(files)).toStrictEqual({
      ok: false,
      file: 'seal',
      what: 'it is not over these checkpoints: one was added, left out or exchanged',
    });
  });

  test('of another key is not that of the key that somebody trusts', async () => {
    const key = text('key');
    expect(verdict(bundle, { key })).toStrictEqual(WHOLE);
    const other = { name: ORIGIN, publicKey: await signerOf(2).publicKey() };
    expect(verdict(bundle, { key: verifierKeyText(other) })).toStrictEqual({
      ok: false,
      file: 'key',
      what: 'it is not the key you trust',
    });
    expect(verifierKeyText({ name: ORIGIN, publicKey: await signer.publicKey() })).toBe(key.trim());
  });

  const { hash: _, ...third } = at(2);
  test.each<[string, EvidenceCommit, string]>([
    [
      'a changed attribute',
      { ...at(2), actor: 'x' },
      'version 2 was changed since it was written: its hash is another',
    ],
    ['another hash before it', hashed({ ...third, prev: at(1).hash }), 'the chain of'],
    [
      'a version left out',
      hashed({ ...third, sk: 3, last: 5 }),
      'came to version 1; the next commit begins at 3',
    ],
    ['an end before its start', hashed({ ...third, last: 1 }), 'version 2 ends before it begins'],
    [
      'another tenant',
      hashed({ ...third, pk: third.pk.replace('danbury', 'bethel') }),
      'is not of danbury-fire',
    ],
  ])('with %s is named at its line', async (_name, commit, what) => {
    const files = await bundleOf(commits.with(2, commit), [5]);
    expect(verdict(files)).toStrictEqual({
      ok: false,
      file: 'commits.jsonl',
      line: 3,
      seq: 2,
      what: expect.stringContaining(what),
    });
  });
});

describe('a bundle is not made', () => {
  const made = async (origin: string, sizes: readonly number[]) =>
    makeBundle({ origin, signer, checkpoints: await checkpointsOf(commits, sizes) }, commits);

  test('of checkpoints of another log', async () => {
    await expect(made('fusionems.example/bethel', [5])).rejects.toThrow(
      'Checkpoint 0 is not one of fusionems.example/bethel, or of another key.',
    );
  });
  test('of checkpoints that do not grow', async () => {
    await expect(made(ORIGIN, [0, 5, 2])).rejects.toThrow('Checkpoint 2 of');
  });
});
