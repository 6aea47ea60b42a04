import { createPrivateKey } from 'node:crypto';
import { memorySigner } from '../../../store/log/memory-signer.ts';

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The `n`-th invented signer: the same in every run. */
export const signerOf = (n: number) =>
  memorySigner(
    createPrivateKey({ key: Buffer.concat([PKCS8, Buffer.alloc(32, n)]), format: 'der', type: 'pkcs8' }),
  );
