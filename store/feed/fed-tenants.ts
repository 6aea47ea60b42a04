import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { keyParts } from '../stream-key.ts';

const Key = z.object({ pk: z.string() });

/**
 * The tenants that have a feed, in no order: those of whom there is a first page. Reads the whole table, since nothing
 * else knows all tenants, but is sent their names alone.
 */
export async function* fedTenants(client: DynamoDBClient, table: string): AsyncGenerator<string> {
  const scan = paginateScan(
    { client },
    {
      TableName: table,
      ProjectionExpression: 'pk',
      FilterExpression: 'sk = :first AND attribute_exists(entries)',
      ExpressionAttributeValues: { ':first': { N: '0' } },
    },
  );
  for await (const { Items = [] } of scan)
    for (const item of Items) yield keyParts(Key.parse(unmarshall(item)).pk).tenant_id ?? '';
}
