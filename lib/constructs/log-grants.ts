import type { DataStack } from '../stacks/data.ts';
import { listUse, objectsUse, signingUse, tableUse } from './resource-use.ts';
import type { ServiceFunction } from './service-function.ts';

type Logs = Pick<DataStack, 'log' | 'logKey' | 'feed'>;

/** What a function does with the objects of logs, and with the key that signs them. */
interface LogWork {
  readonly objects: readonly string[];
  /** What of the bucket's own key that takes. */
  readonly sealing: readonly string[];
  readonly signing: readonly string[];
}

const worksOn = (worker: ServiceFunction, { log, logKey, feed }: Logs, work: LogWork): ServiceFunction => {
  worker.handler.addEnvironment('LOG_NAME', logKey.logName);
  return worker
    .uses(listUse(log), { env: 'LOG_BUCKET', actions: ['s3:ListBucket'] })
    .uses(objectsUse(log, work.sealing), {
      actions: work.objects,
      wildcard:
        'Names begin with the tenant and the place in its log, known at run time only; the bucket itself refuses to overwrite and to delete.',
    })
    .uses(signingUse(logKey), { env: 'LOG_KEY', actions: work.signing })
    .uses(tableUse(feed), { env: 'FEED_TABLE', actions: ['dynamodb:Query'] });
};

/** Lets a function find and read what was signed, and the entries it was signed for. */
export const readsLog = (reader: ServiceFunction, logs: Logs): ServiceFunction =>
  worksOn(reader, logs, {
    objects: ['s3:GetObject'],
    sealing: ['kms:Decrypt'],
    signing: ['kms:GetPublicKey'],
  });

/** Lets a function add to logs, and sign for them. */
export const writesLog = (writer: ServiceFunction, logs: Logs): ServiceFunction =>
  worksOn(writer, logs, {
    objects: ['s3:GetObject', 's3:PutObject'],
    sealing: ['kms:Decrypt', 'kms:GenerateDataKey'],
    signing: ['kms:GetPublicKey', 'kms:Sign'],
  });
