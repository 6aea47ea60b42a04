import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/** Whose logs lie in a bucket: each tenant's are below a prefix of their own. */
export async function* loggedTenants(client: S3Client, bucket: string): AsyncGenerator<string> {
  for await (const { CommonPrefixes = [] } of paginateListObjectsV2(
    { client },
    { Bucket: bucket, Delimiter: '/' },
  ))
    for (const { Prefix = '' } of CommonPrefixes) yield Prefix.slice(0, -1);
}
