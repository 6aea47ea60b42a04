import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** No honest text is longer: an item holds 400 KB, and a row's chart is bounded. Guards against a text made to swell. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** What a text is sealed as: by itself, or compressed. */
const PLAIN = 0;
const DEFLATED = 1;

/** A text that is shorter gains little by being compressed, and takes long to be unpacked for what it is. */
const WORTH_IT_BYTES = 256;

const packed = (text: string): Buffer => {
  const plain = Buffer.from(text);
  return plain.length < WORTH_IT_BYTES
    ? Buffer.concat([Buffer.of(PLAIN), plain])
    : Buffer.concat([Buffer.of(DEFLATED), deflateRawSync(plain)]);
};

const unpacked = (bytes: Buffer): string => {
  const body = bytes.subarray(1);
  if (bytes[0] === PLAIN) return body.toString('utf8');
  return inflateRawSync(body, { maxOutputLength: MAX_TEXT_BYTES }).toString('utf8');
};

/** The blob does not open: another key, another place than it was sealed for, or changed since. */
export class Unopenable extends Error {
  override readonly name = 'Unopenable';

  constructor() {
    super('The sealed data does not open with the key of its subject at its place.');
  }
}

/**
 * Seals a text for one place: AES-256-GCM (NIST SP 800-38D) over the text, compressed where it is long, with a random
 * 96-bit nonce.
 * @param place what the blob is bound to (additional authenticated data); it opens nowhere else
 * @returns base64 of nonce, ciphertext and tag
 */
export const seal = (key: KeyObject, place: string, text: string): string => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(place));
  const body = [cipher.update(packed(text)), cipher.final()];
  return Buffer.concat([nonce, ...body, cipher.getAuthTag()]).toString('base64');
};

/** The text of a blob; throws Unopenable for anything but what was sealed with this key for this place. */
export const unseal = (key: KeyObject, place: string, blob: string): string => {
  const bytes = Buffer.from(blob, 'base64');
  if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString('base64') !== blob) throw new Unopenable();
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  }).setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const body = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
    return unpacked(Buffer.concat(body));
  } catch {
    throw new Unopenable();
  }
};
