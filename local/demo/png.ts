import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const WHITE = 255;
const GREYSCALE_8_BIT = [8, 0, 0, 0, 0];

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
};

/**
 * Draws a greyscale PNG (RFC 2083) of a curve, such as a signature leaves: `curve` gives the ink's height from 0 (top)
 * to 1 (bottom) at each place from 0 (left) to 1 (right).
 */
export const drawPng = (width: number, height: number, curve: (place: number) => number): Buffer => {
  const rows = Array.from({ length: height }, () => Buffer.alloc(width + 1, WHITE).fill(0, 0, 1));
  for (let column = 0; column < width; column += 1) {
    const row = Math.round(curve(column / width) * (height - 1));
    rows[row]?.writeUInt8(0, column + 1);
  }
  const header = Buffer.concat([uint32(width), uint32(height), Buffer.from(GREYSCALE_8_BIT)]);
  const pixels = deflateSync(Buffer.concat(rows));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** A handwriting of sorts. */
export const signaturePng = (): Buffer =>
  drawPng(240, 80, (place) => 0.5 + 0.3 * Math.sin(place * 21) * Math.cos(place * 5));

/** The outline of a scene. */
export const scenePng = (): Buffer => drawPng(320, 160, (place) => (place > 0.3 && place < 0.7 ? 0.4 : 0.7));
