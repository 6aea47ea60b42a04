import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { drawPng, scenePng, signaturePng } from '../../../local/demo/png.ts';

/** Reads a PNG as RFC 2083 lays it out: a signature, then chunks of length, type, data and CRC. */
const chunksOf = (png: Buffer) => {
  const chunks: { type: string; data: Buffer; isSound: boolean }[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    const isSound = png.readUInt32BE(at + 8 + length) === crc32(body);
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4), isSound });
    at += 12 + length;
  }
  return chunks;
};

describe.each([
  ['signature', signaturePng()],
  ['scene', scenePng()],
])('the %s is a PNG', (_, png) => {
  test('with its signature and three sound chunks', () => {
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect(chunksOf(png).map(({ type, isSound }) => [type, isSound])).toStrictEqual([
      ['IHDR', true],
      ['IDAT', true],
      ['IEND', true],
    ]);
  });

  test('is the same each time, so that its digest is', () => {
    expect(signaturePng().equals(signaturePng())).toBe(true);
  });
});

test('the curve is drawn: one black pixel a column, on white', () => {
  const [header, pixels] = chunksOf(drawPng(4, 3, (place) => place));
  expect(header?.data.toString('hex')).toBe('00000004000000030800000000');
  const rows = inflateSync(pixels?.data ?? Buffer.alloc(0));
  expect(rows.toString('hex')).toBe(['0000ffffff', '00ff0000ff', '00ffffff00'].join(''));
});
