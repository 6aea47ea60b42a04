import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { rawKey } from './ed25519.ts';
import type { Signer } from './signer.ts';

const publicKeyOf = async (client: KMSClient, keyId: string): Promise<Uint8Array> => {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (!PublicKey) throw new Error('KMS gave no public key; try again.');
  return rawKey(createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' }));
};

/**
 * A KMS key (ECC_NIST_EDWARDS25519) as a log's signer: its private half never leaves KMS. The message goes there as it
 * is, because a note is signed whole and not by its digest; KMS takes up to 4,096 bytes.
 * The public half is asked for once: a key of KMS that signs never gets another.
 */
export const kmsSigner = (client: KMSClient, keyId: string): Signer => {
  let known: Uint8Array | undefined;
  return {
    async publicKey() {
      known ??= await publicKeyOf(client, keyId);
      return known;
    },
    async sign(message) {
      const { Signature } = await client.send(
        new SignCommand({
          KeyId: keyId,
          Message: message,
          MessageType: 'RAW',
          SigningAlgorithm: 'ED25519_SHA_512',
        }),
      );
      if (!Signature) throw new Error('KMS gave no signature; try again.');
      return Signature;
    },
  };
};
