import { Aws } from 'aws-cdk-lib';
import type { WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { HouseBucket } from './house-bucket.ts';
import type { EventsTable } from './tables.ts';

/** The key beneath a resource, and what the resource's service calls it for in the function's name. */
interface Encryption {
  readonly key: IKey | undefined;
  /** First label of the service's endpoint, as `dynamodb`. */
  readonly service: string;
  readonly actions: readonly string[];
}

/** How a function reaches a resource: the value it is told, and what it may act on. */
export interface ResourceUse {
  /** Value of the environment variable. */
  readonly value: string;
  readonly arns: readonly string[];
  readonly encryption?: Encryption;
}

/** A table, and those of its indexes that are queried. DynamoDB opens the table's key with the caller's right to decrypt, for reads and writes alike. */
export const tableUse = (table: Table, indexes: readonly string[] = []): ResourceUse => ({
  value: table.tableName,
  arns: [table.tableArn, ...indexes.map((index) => `${table.tableArn}/index/${index}`)],
  encryption: { key: table.encryptionKey, service: 'dynamodb', actions: ['kms:Decrypt'] },
});

/** A table's stream, read with the same right to decrypt as the table. */
export const streamUse = (table: EventsTable): ResourceUse => ({
  value: table.streamArn,
  arns: [table.streamArn],
  encryption: { key: table.encryptionKey, service: 'dynamodb', actions: ['kms:Decrypt'] },
});

/** The names of a bucket's objects; without them, what is not there cannot be told from what may not be read. */
export const listUse = (bucket: HouseBucket): ResourceUse => ({
  value: bucket.bucketName,
  arns: [`arn:${Aws.PARTITION}:s3:::${bucket.name}`],
});

/** The objects of a bucket; and what of its key the work on them takes, which reading and adding do, and removing does not. */
export const objectsUse = (bucket: HouseBucket, actions: readonly string[] = []): ResourceUse => ({
  value: bucket.bucketName,
  arns: [`arn:${Aws.PARTITION}:s3:::${bucket.name}/*`],
  ...(actions.length > 0 && { encryption: { key: bucket.encryptionKey, service: 's3', actions } }),
});

/** A queue that is sent to: SQS makes a data key, and proves that it can open it again. */
export const sendingUse = (queue: Queue): ResourceUse => ({
  value: queue.queueUrl,
  arns: [queue.queueArn],
  encryption: {
    key: queue.encryptionMasterKey,
    service: 'sqs',
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
  },
});

/** A queue that is received from. */
export const receivingUse = (queue: Queue): ResourceUse => ({
  value: queue.queueUrl,
  arns: [queue.queueArn],
  encryption: { key: queue.encryptionMasterKey, service: 'sqs', actions: ['kms:Decrypt'] },
});

/** The event bus. */
export const busUse = (bus: EventBus): ResourceUse => ({ value: bus.eventBusName, arns: [bus.eventBusArn] });

/** The user pool. */
export const poolUse = (pool: UserPool): ResourceUse => ({
  value: pool.userPoolId,
  arns: [pool.userPoolArn],
});

/** The WebSocket connections of a stage, to post to. */
export const connectionsUse = (stage: WebSocketStage): ResourceUse => ({
  value: stage.callbackUrl,
  arns: [
    `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${stage.api.apiId}/${stage.stageName}/POST/@connections/*`,
  ],
});

/** A key that signs, used directly. */
export const signingUse = (key: IKey): ResourceUse => ({ value: key.keyArn, arns: [key.keyArn] });

/** The key above all tenants' keys, used directly: the tenant is the encryption context. */
export const masterKeyUse = (key: IKey): ResourceUse => ({ value: key.keyArn, arns: [key.keyArn] });

/** Secrets by what they are called before a slash, made at run time under the stage's key. */
export const secretsUse = (prefix: string, key: IKey): ResourceUse => ({
  value: prefix,
  arns: [`arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:${prefix}/*`],
  encryption: { key, service: 'secretsmanager', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
});
