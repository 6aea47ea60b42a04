import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { dynamoCommitTable } from '../../../store/dynamo-commit-table.ts';
import { type EventStore, eventStore } from '../../../store/event-store.ts';
import { dynamoKeyTable } from '../../../store/keys/dynamo-key-table.ts';
import { kmsMasterKey } from '../../../store/keys/kms-master-key.ts';
import { tableKeyRing } from '../../../store/keys/table-key-ring.ts';
import { outputOf, type Target } from '../target.ts';

/** The event store of a deployed system, opening and sealing with the operator's own right to its keys. */
export const storeOf = (target: Target, now: () => Date): EventStore => {
  const dynamo = new DynamoDBClient(target.client);
  const ring = tableKeyRing({
    table: dynamoKeyTable(dynamo, outputOf(target, 'KeysTable')),
    master: kmsMasterKey(new KMSClient(target.client), outputOf(target, 'MasterKey')),
    now: () => now().getTime(),
  });
  return eventStore(dynamoCommitTable(dynamo, outputOf(target, 'EventsTable')), ring);
};
