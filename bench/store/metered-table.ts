import {
  CreateTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { type Exchange, meter } from './meter.ts';

/** A table, and a client of its own whose requests are noted. */
export interface MeteredTable {
  readonly client: DynamoDBClient;
  readonly table: string;
  exchanges(): readonly Exchange[];
}

type Key = readonly [name: string, type: 'S' | 'N'];

/** How a store wants its table: its keys, and an index where it has one. */
export interface TableShape {
  readonly table: string;
  readonly partition: Key;
  readonly sort: Key;
  readonly index?: { readonly name: string; readonly partition: Key; readonly sort: Key };
}

const schema = (partition: Key, sort: Key) => [
  { AttributeName: partition[0], KeyType: 'HASH' as const },
  { AttributeName: sort[0], KeyType: 'RANGE' as const },
];

const definitions = ({ partition, sort, index }: TableShape) =>
  [partition, sort, ...(index ? [index.partition, index.sort] : [])].map(
    ([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }),
  );

const indexes = ({ index }: TableShape) =>
  index && {
    GlobalSecondaryIndexes: [
      {
        IndexName: index.name,
        KeySchema: schema(index.partition, index.sort),
        Projection: { ProjectionType: 'KEYS_ONLY' as const },
      },
    ],
  };

/** Creates a table and a client for it, alike for every store. */
export const meteredTable = async (
  settings: DynamoDBClientConfig,
  shape: TableShape,
): Promise<MeteredTable> => {
  const client = new DynamoDBClient(settings);
  const { table: TableName } = shape;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: definitions(shape),
      KeySchema: schema(shape.partition, shape.sort),
      ...indexes(shape),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName });
  return { client, table: TableName, exchanges: meter(client) };
};
