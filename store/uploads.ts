import { S3RequestPresigner, type S3RequestPresignerOptions } from '@aws-sdk/s3-request-presigner';
import type * as z from 'zod';
import type { FileFacts } from '../schemas/chart/files.ts';
import type { Upload } from '../schemas/routes/chart-writes.ts';
import { addressOf, type Bucket, requestFor } from './bucket-address.ts';
import { PERMIT_SECONDS } from './files/chart-files.ts';

type File = z.infer<typeof FileFacts>;

/** Where files of charts are uploaded to. */
export interface Uploads {
  /** Permission to put exactly this file at this key, until it expires. */
  permit(
    key: string,
    file: Pick<File, 'content_type' | 'size_bytes' | 'sha256'>,
    now: string,
  ): Promise<z.input<typeof Upload>>;
}

const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

/**
 * Uploads to S3: a presigned PUT that is bound to the file's type, length and SHA-256, for 15 minutes. It is signed
 * without an S3 client, which is a third of a function's cold start; `signing` is what any AWS client's config holds.
 */
export const s3Uploads = (signing: S3RequestPresignerOptions, bucket: Bucket): Uploads => {
  const signer = new S3RequestPresigner(signing);
  return {
    async permit(key, file, now) {
      const headers = {
        'content-type': file.content_type,
        'content-length': String(file.size_bytes),
        'x-amz-checksum-sha256': base64(file.sha256),
      };
      const address = addressOf(bucket, key);
      const { query = {} } = await signer.presign(requestFor('PUT', address, headers), {
        expiresIn: PERMIT_SECONDS,
        signingDate: new Date(now),
        signableHeaders: new Set(Object.keys(headers)),
        unhoistableHeaders: new Set(Object.keys(headers)),
      });
      for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
      const expires_at = new Date(Date.parse(now) + PERMIT_SECONDS * 1000).toISOString();
      return { method: 'PUT', url: address.href, headers, expires_at };
    },
  };
};
