import { createSecretKey, type KeyObject } from 'node:crypto';
import {
  DecryptCommand,
  GenerateDataKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  type KMSClient,
} from '@aws-sdk/client-kms';
import type { MasterKey } from './master-key.ts';
import { WrongKey } from './wrapping.ts';

const keyOf = (bytes: Uint8Array | undefined): KeyObject => {
  if (!bytes) throw new Error('KMS gave no key; try again.');
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
};

/** What KMS says of a key that it did not wrap so: for another tenant, by another key, or changed since. */
const isWrong = (error: unknown): boolean =>
  error instanceof IncorrectKeyException || error instanceof InvalidCiphertextException;

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
    const ask = new DecryptCommand({
      KeyId: keyId,
      CiphertextBlob: Buffer.from(wrapped, 'base64'),
      EncryptionContext: { tenant: tenantId },
    });
    const { Plaintext } = await client.send(ask).catch((error: unknown) => {
      throw isWrong(error) ? new WrongKey(tenantId, 'the tenant') : error;
    });
    return keyOf(Plaintext);
  },
});
