import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { LogFiles } from './log-files.ts';
import { s3TileStore, type TileBucket } from './s3-tile-store.ts';

/** A log in S3, below its own prefix of a bucket. Needs Get, conditional Put and List, and never overwrites or deletes. */
export const s3LogFiles = (client: S3Client, place: TileBucket): LogFiles => ({
  ...s3TileStore(client, place),
  async *paths(beginning) {
    const root = `${place.prefix}/`;
    const asked = { Bucket: place.bucket, Prefix: `${root}${beginning}` };
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, asked))
      for (const { Key = '' } of Contents) yield Key.slice(root.length);
  },
});
