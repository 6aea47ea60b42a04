import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { StateCopies } from './state-copies.ts';

const Stored = z.looseObject({ sha256: z.string() });

/** What states have, in the views table: one item for each agency and address. */
export const dynamoStateCopies = (client: DynamoDBClient, TableName: string): StateCopies => {
  const keyOf = (tenantId: string, endpoint: string) => ({ pk: `${tenantId}#state-copies`, sk: endpoint });
  return {
    async last(tenantId, endpoint) {
      const Key = marshall(keyOf(tenantId, endpoint));
      const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
      return Item && Stored.parse(unmarshall(Item)).sha256;
    },
    async took(tenantId, endpoint, sha256) {
      const Item = marshall({ ...keyOf(tenantId, endpoint), sha256 });
      await client.send(new PutItemCommand({ TableName, Item }));
    },
  };
};
