import { describe, expect, it } from 'vitest';
import { openCheckpoint, signCheckpoint } from '../../../store/log/checkpoint.ts';
import { verifyEd25519 } from '../../../store/log/ed25519.ts';
import { EMPTY_ROOT } from '../../../store/log/merkle.ts';
import type { Signer } from '../../../store/log/signer.ts';

const MESSAGE = Buffer.from('three lines\nof a\ncheckpoint\n');

/** What every signer does. */
export const signerContract = (kind: string, open: () => Promise<Signer>): void => {
  describe(`A signer (${kind})`, () => {
    it('has one public key of 32 bytes', async () => {
      const signer = await open();
      const key = await signer.publicKey();
      expect(key).toHaveLength(32);
      expect(await signer.publicKey()).toStrictEqual(key);
    });

    it('signs a message as it is, the same each time', async () => {
      const signer = await open();
      const [key, signature] = [await signer.publicKey(), await signer.sign(MESSAGE)];
      expect(signature).toHaveLength(64);
      expect(await signer.sign(MESSAGE)).toStrictEqual(signature);
      expect(verifyEd25519(key, MESSAGE, signature)).toBe(true);
      expect(verifyEd25519(key, Buffer.from('another'), signature)).toBe(false);
    });

    it('signs checkpoints that its key opens', async () => {
      const signer = await open();
      const checkpoint = { origin: 'fusionems.example/danbury-fire', size: 0, root: EMPTY_ROOT };
      const key = { name: checkpoint.origin, publicKey: await signer.publicKey() };
      expect(openCheckpoint(await signCheckpoint(checkpoint, signer), key)).toStrictEqual(checkpoint);
    });
  });
};
