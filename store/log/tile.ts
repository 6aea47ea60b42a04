import { HASH_BYTES } from './merkle.ts';
import type { Subtree } from './ranges.ts';

/** Levels of the tree in one tile, and so the hashes in a full one (C2SP tlog-tiles, "Merkle Tree"). */
const HEIGHT = 8;
export const TILE_WIDTH = 2 ** HEIGHT;

/** A tile: `width` hashes (1 to 256) of subtrees of 256^level leaves each, from index * 256 on. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** Digits in groups of three, as folders that no file's name can collide with: 1234067 is x001/x234/067. */
const indexPath = (index: number): string => {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, n) => (n < groups.length - 1 ? `x${group}` : group)).join('/');
};

/** Where a tile lies: `tile/<level>/<index>`, with `.p/<width>` while it is not full. */
export const tilePath = ({ level, index, width }: Tile): string =>
  `tile/${level}/${indexPath(index)}${width < TILE_WIDTH ? `.p/${width}` : ''}`;

/** How many hashes the tiles of a level hold in a tree of `size` leaves. */
const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** The tile at an index of a level as it is in a tree of `size` leaves. */
export const tileIn = (size: number, { level, index }: Pick<Tile, 'level' | 'index'>): Tile => ({
  level,
  index,
  width: Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH),
});

const tilesAt = (level: number, hashes: number, size: number): Tile[] =>
  Array.from({ length: Math.ceil(hashes / TILE_WIDTH) }, (_, index) => tileIn(size, { level, index }));

/** All tiles of a tree of `size` leaves, lowest level first. */
export const tilesOf = (size: number): Tile[] => {
  const tiles: Tile[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1)
    tiles.push(...tilesAt(level, hashesAt(level, size), size));
  return tiles;
};

/** Where a subtree's hash is found: in which tile, and over which of its hashes. */
export const placeOf = ({ level, index }: Subtree) => {
  const height = level % HEIGHT;
  const first = index * 2 ** height;
  const tile = { level: (level - height) / HEIGHT, index: Math.floor(first / TILE_WIDTH) };
  const from = first - tile.index * TILE_WIDTH;
  return { tile, from, to: from + 2 ** height };
};

/** The hashes in a tile's bytes. */
export const hashesIn = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, n) =>
    bytes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES),
  );
