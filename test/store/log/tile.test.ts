import { expect, test } from 'vitest';
import { type Tile, tilePath, tilesOf } from '../../../store/log/tile.ts';

test.each<[Tile, string]>([
  [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
  [{ level: 0, index: 0, width: 255 }, 'tile/0/000.p/255'],
  [{ level: 0, index: 273, width: 112 }, 'tile/0/273.p/112'],
  [{ level: 1, index: 999, width: 256 }, 'tile/1/999'],
  [{ level: 1, index: 1000, width: 256 }, 'tile/1/x001/000'],
  [{ level: 0, index: 1234, width: 256 }, 'tile/0/x001/234'],
  [{ level: 4, index: 1_234_067, width: 1 }, 'tile/4/x001/x234/067.p/1'],
])('%j lies at %s', (tile, path) => {
  expect(tilePath(tile)).toBe(path);
});

test('a tree of 70,000 leaves has the tiles that the format names', () => {
  const tiles = tilesOf(70_000);
  const of = (level: number, full: boolean) =>
    tiles.filter((tile) => tile.level === level && (tile.width === 256) === full);
  expect(of(0, true)).toHaveLength(273);
  expect(of(0, false)).toStrictEqual([{ level: 0, index: 273, width: 112 }]);
  expect(of(1, true)).toStrictEqual([{ level: 1, index: 0, width: 256 }]);
  expect(of(1, false)).toStrictEqual([{ level: 1, index: 1, width: 17 }]);
  expect(of(2, false)).toStrictEqual([{ level: 2, index: 0, width: 1 }]);
  expect(tiles).toHaveLength(273 + 4);
});

test('a tree of 256 leaves is a full tile and one hash above it', () => {
  expect(tilesOf(256).map(tilePath)).toStrictEqual(['tile/0/000', 'tile/1/000.p/1']);
  expect(tilesOf(0)).toStrictEqual([]);
});
