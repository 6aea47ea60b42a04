import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { isTaken } from '../s3-taken.ts';
import { forked } from './broken-log.ts';
import { sameBytes } from './merkle.ts';
import type { TileStore } from './tile-store.ts';

/** A log's place in a bucket: what its paths begin with, without a slash at the end. */
export interface TileBucket {
  readonly bucket: string;
  readonly prefix: string;
}

/**
 * Tiles in S3. A Put that refuses to overwrite keeps what was signed, even from a second writer; the same bytes again are
 * no fault, so a write that was cut off is repeated whole.
 */
export const s3TileStore = (client: S3Client, { bucket, prefix }: TileBucket): TileStore => {
  const place = (path: string) => ({ Bucket: bucket, Key: `${prefix}/${path}` });
  const get = async (path: string) => {
    try {
      const { Body } = await client.send(new GetObjectCommand(place(path)));
      return await Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  const proveSame = async (path: string, bytes: Uint8Array, taken: unknown) => {
    const there = await get(path);
    if (!there) throw taken;
    if (!sameBytes(there, bytes)) throw forked(path);
  };
  return {
    get,
    async put(path, bytes) {
      const ContentType = 'application/octet-stream';
      try {
        await client.send(
          new PutObjectCommand({ ...place(path), Body: bytes, ContentType, IfNoneMatch: '*' }),
        );
      } catch (error) {
        if (!isTaken(error)) throw error;
        await proveSame(path, bytes, error);
      }
    },
  };
};
