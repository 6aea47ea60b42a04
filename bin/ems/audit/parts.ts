import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CommitTable } from '../../../store/commit-table.ts';
import { dynamoCommitTable } from '../../../store/dynamo-commit-table.ts';
import { dynamoFeedTable } from '../../../store/feed/dynamo-feed-table.ts';
import { fedTenants } from '../../../store/feed/fed-tenants.ts';
import { feed } from '../../../store/feed/feed.ts';
import type { TenantLogs } from '../../../store/log/tenant-log.ts';
import { logsOf } from '../target/logs.ts';
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
  const table = outputOf(target, 'FeedTable');
  return {
    logs: { ...logsOf(target), feed: feed(dynamoFeedTable(dynamo, table)) },
    commits: dynamoCommitTable(dynamo, outputOf(target, 'EventsTable')),
    tenants: () => fedTenants(dynamo, table),
  };
};
