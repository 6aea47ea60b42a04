import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ENV, readEnv } from '../../schemas/env.ts';
import { FeedGrown } from '../../schemas/feed.ts';
import { archiver } from '../../store/archive/archiver.ts';
import { s3ArchiveBucket } from '../../store/archive/s3-archive-bucket.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { dynamoFeedTable } from '../../store/feed/dynamo-feed-table.ts';
import { feed } from '../../store/feed/feed.ts';
import { awsClient } from '../aws-client.ts';
import { dynamo } from '../dynamo.ts';
import { count, logger } from '../telemetry.ts';
import { archiveBatch } from './archive-batch.ts';
import { batchConsumer } from './consumer.ts';
import { sqsFollowers } from './followers.ts';

const env = readEnv(
  ENV.pick({ EVENTS_TABLE: true, FEED_TABLE: true, ARCHIVE_BUCKET: true, ARCHIVE_QUEUE_URL: true }),
);

/** Objects of some megabytes take longer than what other functions send. */
const PATIENCE = { attempts: 3, answerMs: 10_000 };

/** Archives the commits that the feeds have and the archive lacks, sealed as they lie in the store. */
export const handler = batchConsumer(
  FeedGrown,
  archiveBatch({
    archiver: archiver({
      feed: feed(dynamoFeedTable(dynamo, env.FEED_TABLE)),
      commits: dynamoCommitTable(dynamo, env.EVENTS_TABLE),
      bucket: s3ArchiveBucket(awsClient(S3Client, {}, PATIENCE), env.ARCHIVE_BUCKET),
    }),
    again: sqsFollowers(awsClient(SQSClient, {}), env.ARCHIVE_QUEUE_URL),
    now: Date.now,
    added(tenant_id, added) {
      count('CommitsArchived', added.commits);
      logger.info('archived', { tenant_id, ...added });
    },
  }),
);
