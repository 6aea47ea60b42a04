import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { project } from '../../../projections/charts.ts';
import { dynamoCommitTable } from '../../../store/dynamo-commit-table.ts';
import { dynamoKeyScan } from '../../../store/dynamo-key-scan.ts';
import { eventStore } from '../../../store/event-store.ts';
import { dynamoKeyTable } from '../../../store/keys/dynamo-key-table.ts';
import { kmsMasterKey } from '../../../store/keys/kms-master-key.ts';
import { tableKeyRing } from '../../../store/keys/table-key-ring.ts';
import { dynamoChartCopies } from '../../../store/views/dynamo-chart-copies.ts';
import { dynamoGenerationTable } from '../../../store/views/dynamo-generation-table.ts';
import { KEYS_A_PAGE, type ViewParts } from '../../../store/views/view-parts.ts';
import { outputOf, type Target } from '../target.ts';

/** What a rebuild works with, on a deployed system. */
export const viewPartsOf = (target: Target, now: () => Date): ViewParts => {
  const client = new DynamoDBClient(target.client);
  const [events, views] = [outputOf(target, 'EventsTable'), outputOf(target, 'ViewsTable')];
  const ring = tableKeyRing({
    table: dynamoKeyTable(client, outputOf(target, 'KeysTable')),
    master: kmsMasterKey(new KMSClient(target.client), outputOf(target, 'MasterKey')),
    now: () => now().getTime(),
  });
  return {
    table: dynamoGenerationTable(client, views, 'charts'),
    copies: dynamoChartCopies(client, views, ring),
    keys: dynamoKeyScan(client, events, KEYS_A_PAGE),
    store: eventStore(dynamoCommitTable(client, events), ring),
    project,
    now,
  };
};
