import { CreateTableCommand, type DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import * as z from 'zod';
import { stageConfig } from '../../lib/config.ts';
import {
  AccessTable,
  EphemeralTable,
  EventsTable,
  FeedTable,
  KeysTable,
  ViewsTable,
} from '../../lib/constructs/tables.ts';
import type { KeyedService } from '../../lib/service.ts';

const CONSTRUCTS = {
  events: EventsTable,
  views: ViewsTable,
  keys: KeysTable,
  feed: FeedTable,
  access: AccessTable,
  ephemeral: EphemeralTable,
} as const;

/** A table of the data stack. */
export type TableName = keyof typeof CONSTRUCTS;

/** What a template says of a table and CreateTable understands alike. */
const Shape = z.object({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
});
const Projection = z.object({
  ProjectionType: z.enum(['ALL', 'INCLUDE', 'KEYS_ONLY']),
  NonKeyAttributes: z.array(z.string()).optional(),
});
const Index = z.object({ IndexName: z.string(), KeySchema: Shape.shape.KeySchema, Projection });
const TableShape = Shape.extend({ GlobalSecondaryIndexes: z.array(Index).optional() });
type TableShape = z.infer<typeof TableShape>;

const service = (stack: Construct): KeyedService => ({
  config: stageConfig(stack.node),
  bundles: '',
  key: new Key(stack, 'Key'),
});

/** The shape of a table as the stacks have it, so that no index of theirs is left out of what is measured. */
const shapeOf = (name: TableName): TableShape => {
  const stack = new Stack(new App(), 'Bench');
  const table = new CONSTRUCTS[name](stack, service(stack));
  const [found] = Object.values(Template.fromStack(Stack.of(table)).findResources('AWS::DynamoDB::Table'));
  return TableShape.parse(found?.['Properties']);
};

/** Creates tables of the data stack under their names here. */
export const createTables = async (client: DynamoDBClient, names: readonly TableName[]): Promise<void> => {
  for (const TableName of names) {
    const shape = shapeOf(TableName);
    await client.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...shape }));
    await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName });
  }
};
