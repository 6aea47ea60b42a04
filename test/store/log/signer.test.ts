import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { rawKey } from '../../../store/log/ed25519.ts';
import { memorySigner } from '../../../store/log/memory-signer.ts';
import { signerOf } from './fixed-signer.ts';
import { signerContract } from './signer.contract.ts';

signerContract('memory', async () => signerOf(1));

describe('a signer in memory', () => {
  test('makes itself a key of its own', async () => {
    const [one, other] = [await memorySigner().publicKey(), await memorySigner().publicKey()];
    expect(one).not.toStrictEqual(other);
  });
  test('has the public key that RFC 8032 gives for a private one (7.1, test 1)', async () => {
    const d = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    const x = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
    const signer = memorySigner(
      createPrivateKey({
        key: { kty: 'OKP', crv: 'Ed25519', d: d.toString('base64url'), x: x.toString('base64url') },
        format: 'jwk',
      }),
    );
    expect(Buffer.from(await signer.publicKey())).toStrictEqual(x);
    expect(Buffer.from(await signer.sign(new Uint8Array())).toString('hex')).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' +
        '5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    );
  });
  test('takes no key of another kind', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(() => rawKey(publicKey)).toThrow('A log signs with an Ed25519 key, not with EC P-256');
  });
});
