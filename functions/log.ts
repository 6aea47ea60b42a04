import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { ENV, readEnv } from '../schemas/env.ts';
import { dynamoFeedTable } from '../store/feed/dynamo-feed-table.ts';
import { feed } from '../store/feed/feed.ts';
import { kmsSigner } from '../store/log/kms-signer.ts';
import { s3LogFiles } from '../store/log/s3-log-files.ts';
import type { TenantLogs } from '../store/log/tenant-log.ts';
import { awsClient } from './aws-client.ts';
import { dynamo } from './dynamo.ts';

const env = readEnv(ENV.pick({ FEED_TABLE: true, LOG_BUCKET: true, LOG_KEY: true, LOG_NAME: true }));
const s3 = awsClient(S3Client, {});

/** The logs of all tenants, as a function reaches them. */
export const logs: TenantLogs = {
  service: env.LOG_NAME,
  signer: kmsSigner(awsClient(KMSClient, {}), env.LOG_KEY),
  feed: feed(dynamoFeedTable(dynamo, env.FEED_TABLE)),
  files: (tenantId) => s3LogFiles(s3, { bucket: env.LOG_BUCKET, prefix: tenantId }),
};
