import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { CREDENTIALS } from '../local/environment.ts';
import { dynamoKeyTable } from '../store/keys/dynamo-key-table.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { kmsMasterKey } from '../store/keys/kms-master-key.ts';
import { tableKeyRing } from '../store/keys/table-key-ring.ts';
import type { Deployment } from './engine-setup.ts';

/** The key ring of the deployed system, for a test that looks behind its API. */
export const deployedKeys = ({ endpoint, region, outputs }: Deployment): KeyRing => {
  const settings = { endpoint, region, credentials: CREDENTIALS };
  return tableKeyRing({
    table: dynamoKeyTable(new DynamoDBClient(settings), String(outputs['KeysTable'])),
    master: kmsMasterKey(new KMSClient(settings), String(outputs['MasterKey'])),
    now: Date.now,
  });
};
