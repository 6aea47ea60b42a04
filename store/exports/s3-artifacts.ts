import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Artifacts } from './artifacts.ts';

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

const noneIfMissing = (error: unknown): undefined => {
  if (!(error instanceof NoSuchKey)) throw error;
};

/** Files of exports in a bucket, which proves each against its SHA-256 as it comes. */
export const s3Artifacts = (client: S3Client, Bucket: string): Artifacts => ({
  async put(Key, Body, sha256) {
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body,
        ContentType: 'application/xml',
        ChecksumSHA256: base64(sha256),
      }),
    );
  },
  async get(Key) {
    const found = await client.send(new GetObjectCommand({ Bucket, Key })).catch(noneIfMissing);
    return found?.Body?.transformToByteArray();
  },
});
