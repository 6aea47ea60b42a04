import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { TenantId } from '../../../schemas/identity.ts';
import type { ArchiveBucket } from '../../../store/archive/archive-bucket.ts';
import { archivedTenants } from '../../../store/archive/read-archive.ts';
import { s3ArchiveBucket } from '../../../store/archive/s3-archive-bucket.ts';
import type { CommitTable } from '../../../store/commit-table.ts';
import { dynamoCommitTable } from '../../../store/dynamo-commit-table.ts';
import { dynamoFeedTable } from '../../../store/feed/dynamo-feed-table.ts';
import { fedTenants } from '../../../store/feed/fed-tenants.ts';
import type { FeedTable } from '../../../store/feed/feed-table.ts';
import { outputOf, type Target } from '../target.ts';

/** An archive and its store, on a deployed system. */
export interface ArchiveParts {
  readonly bucket: ArchiveBucket;
  readonly commits: CommitTable;
  readonly feed: FeedTable;
  /** Those who have a feed. */
  fed(): Promise<string[]>;
}

/** Tables in the place of the deployed ones. */
interface Tables {
  readonly events?: string | undefined;
  readonly feed?: string | undefined;
}

/** What the verbs of the archive work with. */
export const archivePartsOf = (target: Target, tables: Tables = {}): ArchiveParts => {
  const dynamo = new DynamoDBClient(target.client);
  const feedTable = tables.feed ?? outputOf(target, 'FeedTable');
  return {
    bucket: s3ArchiveBucket(new S3Client(target.client), outputOf(target, 'ArchiveBucket')),
    commits: dynamoCommitTable(dynamo, tables.events ?? outputOf(target, 'EventsTable')),
    feed: dynamoFeedTable(dynamo, feedTable),
    fed: () => Array.fromAsync(fedTenants(dynamo, feedTable)),
  };
};

/** The one tenant that is asked for, or all that have an archive or a feed. */
export const tenantsOf = async (
  { bucket, fed }: ArchiveParts,
  tenant: string | undefined,
): Promise<string[]> => {
  if (tenant !== undefined) return [tenant];
  const found = [...(await archivedTenants(bucket)), ...(await fed())];
  return [...new Set(found.map((each) => TenantId.parse(each)))].toSorted();
};
