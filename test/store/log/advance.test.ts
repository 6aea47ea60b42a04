import { describe, expect, test } from 'vitest';
import { advance } from '../../../store/log/advance.ts';
import { BrokenLog } from '../../../store/log/broken-log.ts';
import { openCheckpoint } from '../../../store/log/checkpoint.ts';
import { rootOf } from '../../../store/log/frontier.ts';
import { memoryTileStore } from '../../../store/log/memory-tile-store.ts';
import { EMPTY_ROOT } from '../../../store/log/merkle.ts';
import { signerOf } from './fixed-signer.ts';
import { changed, leavesTo } from './naive-tree.ts';

const origin = 'fusionems.example/danbury-fire';
const EMPTY = { origin, size: 0, root: EMPTY_ROOT };
const signer = signerOf(1);
const key = { name: origin, publicKey: await signer.publicKey() };

const newLog = () => {
  const tiles = new Map<string, Uint8Array>();
  return { tiles, log: { tiles: memoryTileStore(tiles), signer } };
};

describe('a log that is advanced', () => {
  test('signs each tree that it comes to', async () => {
    const { log } = newLog();
    let last = EMPTY;
    for (const size of [5, 5, 256, 300]) {
      const note = await advance(log, last, leavesTo(size, last.size));
      const checkpoint = openCheckpoint(note, key);
      expect(checkpoint).toStrictEqual({ origin, size, root: rootOf(leavesTo(size)) });
      last = checkpoint ?? EMPTY;
    }
  });

  test('signs an empty tree, and the same tree with the same bytes', async () => {
    const { log } = newLog();
    const note = await advance(log, EMPTY, []);
    expect(openCheckpoint(note, key)).toStrictEqual(EMPTY);
    expect(await advance(log, EMPTY, [])).toBe(note);
  });

  test('signs nothing when its tiles are not those of the last checkpoint', async () => {
    const { tiles, log } = newLog();
    const last = openCheckpoint(await advance(log, EMPTY, leavesTo(5)), key) ?? EMPTY;
    tiles.set('tile/0/000.p/5', changed(tiles.get('tile/0/000.p/5') ?? new Uint8Array(), 70));
    const broken = await advance(log, last, leavesTo(7, 5)).catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(BrokenLog);
    expect(String(broken)).toContain(
      `${origin} checkpoint 5: the tiles do not hold the tree that was signed`,
    );
  });
});
