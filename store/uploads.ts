import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type * as z from 'zod';
import type { FileFacts } from '../schemas/chart/files.ts';
import type { Upload } from '../schemas/routes/chart-writes.ts';

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

const SECONDS = 900;

const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

/** Uploads to S3: a presigned PUT that is bound to the file's type, length and SHA-256, for 15 minutes. */
export const s3Uploads = (client: S3Client, bucket: string): Uploads => ({
  async permit(key, file, now) {
    const headers = {
      'content-type': file.content_type,
      'content-length': String(file.size_bytes),
      'x-amz-checksum-sha256': base64(file.sha256),
    };
    const put = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      ContentType: file.content_type,
      ContentLength: file.size_bytes,
      ChecksumSHA256: base64(file.sha256),
    });
    const url = await getSignedUrl(client, put, {
      expiresIn: SECONDS,
      signingDate: new Date(now),
      signableHeaders: new Set(Object.keys(headers)),
      unhoistableHeaders: new Set(Object.keys(headers)),
    });
    return {
      method: 'PUT',
      url,
      headers,
      expires_at: new Date(Date.parse(now) + SECONDS * 1000).toISOString(),
    };
  },
});
