import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { isTaken } from '../s3-taken.ts';
import type { ArchiveBucket } from './archive-bucket.ts';

type Page = ListObjectVersionsCommandOutput;

const distinct = (all: readonly (string | undefined)[]): string[] => [
  ...new Set(all.filter((each) => each !== undefined)),
];

/**
 * An archive's bucket in S3, versioned: read by first versions, so that a deletion or a later version hides nothing.
 * @param pageSize entries in one answer of a list; S3 gives a thousand at most
 */
export const s3ArchiveBucket = (client: S3Client, bucket: string, pageSize = 1000): ArchiveBucket => {
  async function* pages(prefix: string, Delimiter?: string): AsyncGenerator<Page> {
    let from: Pick<Page, 'NextKeyMarker' | 'NextVersionIdMarker'> | undefined = {};
    while (from) {
      const page: Page = await client.send(
        new ListObjectVersionsCommand({
          Bucket: bucket,
          Prefix: prefix,
          Delimiter,
          MaxKeys: pageSize,
          KeyMarker: from.NextKeyMarker,
          VersionIdMarker: from.NextVersionIdMarker,
        }),
      );
      yield page;
      from = page.IsTruncated ? page : undefined;
    }
  }
  const collected = async <T>(prefix: string, delimiter: string | undefined, of: (page: Page) => T[]) =>
    (await Array.fromAsync(pages(prefix, delimiter))).flatMap(of);
  return {
    async names(prefix) {
      return distinct(
        await collected(prefix, undefined, ({ Versions = [] }) => Versions.map(({ Key }) => Key)),
      );
    },
    async folders(prefix) {
      const found = await collected(prefix, '/', ({ CommonPrefixes = [] }) => CommonPrefixes);
      return distinct(found.map(({ Prefix }) => Prefix));
    },
    async get(name) {
      const versions = await collected(name, undefined, ({ Versions = [] }) => Versions);
      // S3 lists a key's versions newest first.
      const first = versions.findLast(({ Key }) => Key === name);
      if (!first) return undefined;
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: name, VersionId: first.VersionId }),
      );
      return Body?.transformToByteArray();
    },
    async put(name, bytes) {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: name,
            Body: bytes,
            ContentType: 'application/gzip',
            IfNoneMatch: '*',
          }),
        );
        return 'put';
      } catch (error) {
        if (isTaken(error)) return 'taken';
        throw error;
      }
    },
  };
};
