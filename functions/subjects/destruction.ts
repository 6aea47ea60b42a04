import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { s3ChartFiles } from '../../store/files/s3-chart-files.ts';
import { dynamoKeyTable } from '../../store/keys/dynamo-key-table.ts';
import { noKeys } from '../../store/keys/no-keys.ts';
import { shredder } from '../../store/keys/shredder.ts';
import { awsClient } from '../aws-client.ts';
import { dynamo } from '../dynamo.ts';
import { consumer } from '../events/consumer.ts';
import { sqsLater } from '../events/later.ts';
import { count, logger } from '../telemetry.ts';
import { finishDestruction } from './finish-destruction.ts';

const env = readEnv(
  ENV.pick({
    EVENTS_TABLE: true,
    KEYS_TABLE: true,
    ATTACHMENTS_BUCKET: true,
    EXPORTS_BUCKET: true,
    OWN_QUEUE_URL: true,
  }),
);

const s3 = awsClient(S3Client, {});

/** Finishes each destruction that the bus tells of. It needs no key: whoever destroys and removes opens nothing. */
export const handler = consumer(
  finishDestruction({
    store: eventStore(dynamoCommitTable(dynamo, env.EVENTS_TABLE), noKeys),
    shredder: shredder(dynamoKeyTable(dynamo, env.KEYS_TABLE)),
    files: [env.ATTACHMENTS_BUCKET, env.EXPORTS_BUCKET].map((bucket) => s3ChartFiles(s3, bucket)),
    later: sqsLater(awsClient(SQSClient, {}), env.OWN_QUEUE_URL),
    removed: ({ tenant_id }, files) => {
      count('FilesRemoved', files);
      logger.info('files removed', { tenant_id, files });
    },
    now: Date.now,
  }),
);
