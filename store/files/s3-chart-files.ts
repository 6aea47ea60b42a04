import { DeleteObjectCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { inParallel } from '../in-parallel.ts';
import { type ChartFiles, filesOf } from './chart-files.ts';

/** Removals at once: a chart's hundred files go within a second. */
const WIDTH = 20;

/**
 * Files of charts in a versioned bucket. A page of versions is listed, removed, and asked for again, until there is none:
 * what is left after a fault is found by the next try, and no page is skipped because the one before it is gone.
 */
export const s3ChartFiles = (client: S3Client, Bucket: string): ChartFiles => {
  const listed = async (Prefix: string) => {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix }));
    return [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
  };
  return {
    async removeAll(chart) {
      let removed = 0;
      for (;;) {
        const page = await listed(filesOf(chart));
        if (page.length === 0) return removed;
        await inParallel(page, WIDTH, ({ Key, VersionId }) =>
          client.send(new DeleteObjectCommand({ Bucket, Key, VersionId })),
        );
        removed += page.length;
      }
    },
  };
};
