import { describe, expect, test } from 'vitest';
import type { BundleFiles } from '../../../store/evidence/bundle.ts';
import { memoryBundleFiles } from '../../../store/evidence/memory-bundle.ts';
import { verifyBundle } from '../../../store/evidence/verify-bundle.ts';
import { bundleOf, hashOf, historyOf } from './sample-bundle.ts';

describe('a long bundle of evidence', () => {
  test('is read up to its first broken line, and no further; what was opened is closed', async () => {
    const history = historyOf(600, 7);
    const files = await bundleOf(history, [600]);
    const lines = Buffer.from(files.get('commits.jsonl') ?? [])
      .toString()
      .split('\n');
    const broken = lines.with(99, (lines[99] ?? '').replace('"ems"', '"admin"')).join('\n');
    const inner = memoryBundleFiles(new Map([...files, ['commits.jsonl', Buffer.from(broken)]]));
    const read = new Map<string, number>();
    const closed: string[] = [];
    async function* counted(path: string, pieces: AsyncIterable<Uint8Array>) {
      try {
        for await (const piece of pieces) {
          read.set(path, (read.get(path) ?? 0) + piece.length);
          yield piece;
        }
      } finally {
        closed.push(path);
      }
    }
    const watched: BundleFiles = {
      ...inner,
      pieces(path) {
        const pieces = inner.pieces(path);
        return pieces && counted(path, pieces);
      },
    };
    expect(await verifyBundle(watched, { hashOf })).toMatchObject({ file: 'commits.jsonl', line: 100 });
    for (const [path, bytes] of read) expect(bytes).toBeLessThan((files.get(path)?.length ?? 0) / 4);
    expect(closed.toSorted()).toStrictEqual(['commits.jsonl', 'entries.jsonl']);
  });

  test('tells how far its check is', async () => {
    const told: [number, number][] = [];
    const files = await bundleOf(historyOf(2_001, 7), [2_001]);
    const checked = (...counts: [number, number]) => told.push(counts);
    expect(await verifyBundle(memoryBundleFiles(files), { hashOf, checked })).toMatchObject({ ok: true });
    expect(told).toStrictEqual([
      [1_000, 2_001],
      [2_000, 2_001],
    ]);
  });
});
