import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { project } from '../../projections/charts.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { dynamoKeyScan } from '../../store/dynamo-key-scan.ts';
import { eventStore } from '../../store/event-store.ts';
import { dynamoKeyTable } from '../../store/keys/dynamo-key-table.ts';
import type { KeyRing } from '../../store/keys/key-ring.ts';
import { memoryMasterKey } from '../../store/keys/master-key.ts';
import { tableKeyRing } from '../../store/keys/table-key-ring.ts';
import { dynamoChartCopies } from '../../store/views/dynamo-chart-copies.ts';
import { dynamoGenerationTable } from '../../store/views/dynamo-generation-table.ts';
import { SETTLE_MS } from '../../store/views/generations.ts';
import { KEYS_A_PAGE, type ViewParts } from '../../store/views/view-parts.ts';
import { createTables } from '../dynamodb-local/tables.ts';

/** A store and a read model of their own, to be filled and rebuilt. */
export interface World {
  readonly client: DynamoDBClient;
  readonly ring: KeyRing;
  readonly parts: ViewParts;
  /** Lets the time pass that a rebuild waits for until all functions know of it. */
  settle(): void;
}

/** The parts of a rebuild as an operator's command puts them together; the key above all keys is in memory. */
export const openWorld = async (settings: DynamoDBClientConfig): Promise<World> => {
  const client = new DynamoDBClient(settings);
  await createTables(client, ['events', 'views', 'keys']);
  let passed = 0;
  const now = () => new Date(Date.now() + passed);
  const ring = tableKeyRing({
    table: dynamoKeyTable(client, 'keys'),
    master: memoryMasterKey(),
    now: Date.now,
  });
  const parts = {
    table: dynamoGenerationTable(client, 'views', 'charts'),
    copies: dynamoChartCopies(client, 'views', ring),
    keys: dynamoKeyScan(client, 'events', KEYS_A_PAGE),
    store: eventStore(dynamoCommitTable(client, 'events'), ring),
    project,
    now,
  };
  return {
    client,
    ring,
    parts,
    settle() {
      passed += SETTLE_MS;
    },
  };
};
