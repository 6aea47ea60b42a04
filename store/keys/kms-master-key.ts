import { createSecretKey, type KeyObject } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { MasterKey } from './master-key.ts';

const keyOf = (bytes: Uint8Array | undefined): KeyObject => {
  if (!bytes) throw new Error('KMS gave no key; try again.');
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
};

/**
 * A KMS key as the master key. The tenant is the encryption context, so KMS itself refuses one tenant's key in another's
 * place, and CloudTrail tells for whom each key was opened.
 */
export const kmsMasterKey = (client: KMSClient, keyId: string): MasterKey => ({
  async generate(tenantId) {
    const { Plaintext, CiphertextBlob } = await client.send(
      new GenerateDataKeyCommand({
        KeyId: keyId,
        KeySpec: 'AES_256',
        EncryptionContext: { tenant: tenantId },
      }),
    );
    return { key: keyOf(Plaintext), wrapped: Buffer.from(CiphertextBlob ?? []).toString('base64') };
  },
  async unwrap(tenantId, wrapped) {
    const { Plaintext } = await client.send(
      new DecryptCommand({
        KeyId: keyId,
        CiphertextBlob: Buffer.from(wrapped, 'base64'),
        EncryptionContext: { tenant: tenantId },
      }),
    );
    return keyOf(Plaintext);
  },
});
