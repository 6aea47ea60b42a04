import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { rawKey } from './ed25519.ts';
import type { Signer } from './signer.ts';

/** A signer whose key is in memory: a new one, or the one given. */
export const memorySigner = (privateKey: KeyObject = generateKeyPairSync('ed25519').privateKey): Signer => ({
  publicKey: async () => rawKey(createPublicKey(privateKey)),
  sign: async (message) => new Uint8Array(sign(null, message, privateKey)),
});
