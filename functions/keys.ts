import { KMSClient } from '@aws-sdk/client-kms';
import { ENV, readEnv } from '../schemas/env.ts';
import { dynamoKeyTable } from '../store/keys/dynamo-key-table.ts';
import { kmsMasterKey } from '../store/keys/kms-master-key.ts';
import { tableKeyRing } from '../store/keys/table-key-ring.ts';
import { awsClient } from './aws-client.ts';
import { dynamo } from './dynamo.ts';

const env = readEnv(ENV.pick({ KEYS_TABLE: true, MASTER_KEY: true }));

/** The one key ring of a function: what it opened is kept for a while, so a warm function seldom asks KMS. */
export const keys = tableKeyRing({
  table: dynamoKeyTable(dynamo, env.KEYS_TABLE),
  master: kmsMasterKey(awsClient(KMSClient, {}), env.MASTER_KEY),
  now: Date.now,
});
