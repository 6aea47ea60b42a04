import { DeleteObjectsCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { type ChartFiles, filesOf } from './chart-files.ts';

/** S3 kept a version that was to go; removing again finds it again. */
class FileNotRemoved extends Error {
  override readonly name = 'FileNotRemoved';
}

/**
 * Files of charts in a versioned bucket. A page of versions is listed, removed, and asked for again, until there is none:
 * what is left after a fault is found by the next try, and no page is skipped because the one before it is gone.
 */
export const s3ChartFiles = (client: S3Client, bucket: string): ChartFiles => {
  const listed = async (prefix: string) => {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix }));
    return [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(({ Key, VersionId }) => ({
      Key,
      VersionId,
    }));
  };
  const remove = async (Objects: Awaited<ReturnType<typeof listed>>) => {
    const { Errors = [] } = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    const [first] = Errors;
    if (first)
      throw new FileNotRemoved(`${Errors.length} versions were not removed (${first.Code}); try again.`);
  };
  return {
    async removeAll(chart) {
      let removed = 0;
      for (;;) {
        const page = await listed(filesOf(chart));
        if (page.length === 0) return removed;
        await remove(page);
        removed += page.length;
      }
    },
  };
};
