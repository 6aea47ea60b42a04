import { S3RequestPresigner, type S3RequestPresignerOptions } from '@aws-sdk/s3-request-presigner';
import { addressOf, type Bucket, requestFor } from '../bucket-address.ts';

/** How long a link is good: long enough to follow it, and too short to pass it on. */
const SECONDS = 300;

/** Permission to read one file, until it expires. */
interface Permission {
  readonly method: 'GET';
  readonly url: string;
  readonly expires_at: string;
}

/** Where files of exports are downloaded from. */
export interface Downloads {
  permit(key: string, now: string): Promise<Permission>;
}

/** Downloads from S3: a presigned GET for five minutes; `signing` is what any AWS client's config holds. */
export const s3Downloads = (signing: S3RequestPresignerOptions, bucket: Bucket): Downloads => {
  const signer = new S3RequestPresigner(signing);
  return {
    async permit(key, now) {
      const address = addressOf(bucket, key);
      const { query = {} } = await signer.presign(requestFor('GET', address), {
        expiresIn: SECONDS,
        signingDate: new Date(now),
      });
      for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
      const expires_at = new Date(Date.parse(now) + SECONDS * 1000).toISOString();
      return { method: 'GET', url: address.href, expires_at };
    },
  };
};
