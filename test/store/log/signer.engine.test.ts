import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { kmsSigner } from '../../../store/log/kms-signer.ts';
import { deployed } from '../engine.ts';
import { signerContract } from './signer.contract.ts';

const kms = new KMSClient(deployed('EventsTable').client);

signerContract('KMS', async () => {
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({ KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' }),
  );
  if (!KeyMetadata?.KeyId) throw new Error('KMS made no key.');
  return kmsSigner(kms, KeyMetadata.KeyId);
});
