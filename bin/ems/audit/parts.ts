import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import type { CommitTable } from '../../../store/commit-table.ts';
import { dynamoCommitTable } from '../../../store/dynamo-commit-table.ts';
import { dynamoFeedTable } from '../../../store/feed/dynamo-feed-table.ts';
import { fedTenants } from '../../../store/feed/fed-tenants.ts';
import { feed } from '../../../store/feed/feed.ts';
import { kmsSigner } from '../../../store/log/kms-signer.ts';
import { s3LogFiles } from '../../../store/log/s3-log-files.ts';
import type { TenantLogs } from '../../../store/log/tenant-log.ts';
import { outputOf, type Target } from '../target.ts';

/** The logs of a system, the commits they are of, and whose they are. */
export interface AuditParts {
  readonly logs: TenantLogs;
  readonly commits: CommitTable;
  tenants(): AsyncIterable<string>;
}

/** What audits work with, on a deployed system. */
export const auditPartsOf = (target: Target): AuditParts => {
  const dynamo = new DynamoDBClient(target.client);
  const s3 = new S3Client(target.client);
  const [bucket, table] = [outputOf(target, 'LogBucket'), outputOf(target, 'FeedTable')];
  return {
    logs: {
      service: outputOf(target, 'LogName'),
      signer: kmsSigner(new KMSClient(target.client), outputOf(target, 'LogKey')),
      feed: feed(dynamoFeedTable(dynamo, table)),
      files: (prefix) => s3LogFiles(s3, { bucket, prefix }),
    },
    commits: dynamoCommitTable(dynamo, outputOf(target, 'EventsTable')),
    tenants: () => fedTenants(dynamo, table),
  };
};
