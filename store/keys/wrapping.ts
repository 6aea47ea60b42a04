import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key cannot be had, and so what was sealed with it cannot be opened; nothing of it is lost by that. */
export class KeyFault extends Error {
  readonly whose: string;

  constructor(whose: string, message: string) {
    super(`${message}; see "Keys" in the runbook.`);
    this.whose = whose;
  }
}

/** A wrapped key does not open: another key wrapped it, or it was changed, or it was put in another's place. */
export class WrongKey extends KeyFault {
  override readonly name = 'WrongKey';

  constructor(tenantId: string, whose: string) {
    super(whose, `The key of ${whose} of ${tenantId} does not open with the key above it`);
  }
}

/** There is sealed data of a subject, and no key of theirs, nor a tombstone of one. */
export class MissingKey extends KeyFault {
  override readonly name = 'MissingKey';

  constructor(tenantId: string, whose: string) {
    super(whose, `There is no key of ${whose} of ${tenantId}`);
  }
}

/** A new key: 256 random bits. */
export const newKey = (): KeyObject => createSecretKey(randomBytes(32));

/** Wraps a key under another for one owner: AES-256-GCM, base64 of nonce, ciphertext and tag. */
export const wrap = (
  above: KeyObject,
  key: KeyObject,
  owner: readonly [tenantId: string, whose: string],
): string => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, above, nonce).setAAD(Buffer.from(JSON.stringify(owner)));
  const bytes = [nonce, cipher.update(key.export()), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(bytes).toString('base64');
};

/** The key that was wrapped; throws WrongKey for anything but what was wrapped by this one for this owner. */
export const unwrap = (
  above: KeyObject,
  wrapped: string,
  owner: readonly [tenantId: string, whose: string],
): KeyObject => {
  const bytes = Buffer.from(wrapped, 'base64');
  try {
    const decipher = createDecipheriv(ALGORITHM, above, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    }).setAAD(Buffer.from(JSON.stringify(owner)));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const plain = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
    return createSecretKey(Buffer.concat(plain));
  } catch {
    throw new WrongKey(...owner);
  }
};
