import { createHash } from 'node:crypto';
import { PUBLIC_KEY_BYTES } from './ed25519.ts';

/** Whom signatures are checked against: the log's name and its Ed25519 public key (32 bytes). */
export interface VerifierKey {
  readonly name: string;
  readonly publicKey: Uint8Array;
}

/** The signature type of Ed25519 (C2SP signed-note, "Signature types"). */
const ED25519 = 0x01;

/** Names neither are empty nor hold a space or a plus, which divide lines and keys (C2SP signed-note, "Format"). */
const NAME = /^[^\s+\p{Z}\p{C}]+$/u;

const typedKey = ({ publicKey }: VerifierKey) => Buffer.from([ED25519, ...publicKey]);

/** The first four bytes of SHA-256 over name, newline, type and key: tells keys apart, proves nothing. */
export const keyId = (key: VerifierKey): Buffer =>
  createHash('sha256').update(`${key.name}\n`).update(typedKey(key)).digest().subarray(0, 4);

/** A key as text, as it is handed to who is to check: `name+id+base64(0x01, public key)`. */
export const verifierKeyText = (key: VerifierKey): string =>
  `${key.name}+${keyId(key).toString('hex')}+${typedKey(key).toString('base64')}`;

/** The key of such a text; none when it is not written exactly so. */
export const parseVerifierKey = (text: string): VerifierKey | undefined => {
  const [name = '', , ...key64] = text.split('+');
  const [type, ...bytes] = Buffer.from(key64.join('+'), 'base64');
  if (!NAME.test(name) || type !== ED25519 || bytes.length !== PUBLIC_KEY_BYTES) return undefined;
  const key = { name, publicKey: Uint8Array.from(bytes) };
  return verifierKeyText(key) === text ? key : undefined;
};
