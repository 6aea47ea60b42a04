import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** Bytes in a public key and in a signature (RFC 8032, 5.1). */
export const PUBLIC_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

/** The 32 bytes of a public key. */
export const rawKey = (key: KeyObject): Uint8Array => {
  const { kty, crv, x } = key.export({ format: 'jwk' });
  if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined)
    throw new Error(
      `A log signs with an Ed25519 key, not with ${kty} ${crv}; make the key ECC_NIST_EDWARDS25519.`,
    );
  return new Uint8Array(Buffer.from(x, 'base64url'));
};

/** Whether the signature over the message is of that key. */
export const verifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, message, key, signature);
};
