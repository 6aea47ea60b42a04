import { describe, expect, test } from 'vitest';
import type { EvidenceCommit } from '../../../schemas/evidence.ts';
import { memoryBundleFiles } from '../../../store/evidence/memory-bundle.ts';
import { verifyBundle } from '../../../store/evidence/verify-bundle.ts';
import { verifierKeyText } from '../../../store/log/verifier-key.ts';
import { signerOf } from '../log/fixed-signer.ts';
import { bundleOf, checkpointsOf, hashed, hashOf, historyOf, ORIGIN, signer } from './sample-bundle.ts';

const SIZES = [0, 2, 5];
const commits = historyOf(5);
const bundle = await bundleOf(commits, SIZES);
const verdict = (files: ReadonlyMap<string, Uint8Array>, more = {}) =>
  verifyBundle(memoryBundleFiles(files), { hashOf, ...more });
const WHOLE = { ok: true, origin: ORIGIN, entries: 5, checkpoints: 3 };

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
    expect(await verdict(files)).toStrictEqual(WHOLE);
    const kept = await checkpointsOf(commits, [1, 2, 5]);
    expect(await verdict(bundle, { kept })).toStrictEqual(WHOLE);
    expect(await verdict(files, { kept })).toStrictEqual({
      ok: false,
      file: '(kept checkpoint 2)',
      what: 'its root is not that over the first 2 entries',
    });
  });

  test('that is cut off and signed anew ends before the checkpoint that somebody kept', async () => {
    const files = await bundleOf(commits.slice(0, 4), [0, 2, 4]);
    expect(await verdict(files)).toMatchObject({ ok: true, entries: 4 });
    expect(await verdict(files, { kept: await checkpointsOf(commits, [5]) })).toStrictEqual({
      ok: false,
      file: '(kept checkpoint 1)',
      what: 'it is of 5 entries; the bundle ends after 4',
    });
  });

  test('with a checkpoint left out has not the seal that was signed', async () => {
    const files = new Map([...bundle].filter(([path]) => path !== 'checkpoints/2'));
    expect(await verdict(files)).toStrictEqual({
      ok: false,
      file: 'seal',
      what: 'it is not over these checkpoints: one was added, left out or exchanged',
    });
  });

  test('of another key is not that of the key that somebody trusts', async () => {
    const key = Buffer.from(bundle.get('key') ?? []).toString('utf8');
    expect(await verdict(bundle, { key })).toStrictEqual(WHOLE);
    const other = { name: ORIGIN, publicKey: await signerOf(2).publicKey() };
    expect(await verdict(bundle, { key: verifierKeyText(other) })).toStrictEqual({
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
    expect(await verdict(files)).toStrictEqual({
      ok: false,
      file: 'commits.jsonl',
      line: 3,
      seq: 2,
      what: expect.stringContaining(what),
    });
  });
});
