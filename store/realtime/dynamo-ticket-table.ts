import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { TicketTable } from './ticket-table.ts';

/**
 * Tickets in the ephemeral table. Its TTL removes an expired item some time later, so the condition compares the time
 * itself; and because one conditional delete both asks and takes, of two takers one finds nothing:
 *
 *   A  delete ✓ ──► the item, Allow
 *   B         delete ✗ condition failed ──► nothing, Deny
 */
export const dynamoTicketTable = (client: DynamoDBClient, table: string): TicketTable => ({
  async put(item) {
    await client.send(new PutItemCommand({ TableName: table, Item: marshall(item) }));
  },
  async take(pk, now) {
    try {
      const { Attributes } = await client.send(
        new DeleteItemCommand({
          TableName: table,
          Key: marshall({ pk, sk: 'ticket' }),
          ConditionExpression: 'attribute_exists(pk) AND expires_at > :now',
          ExpressionAttributeValues: marshall({ ':now': now }),
          ReturnValues: 'ALL_OLD',
        }),
      );
      return unmarshall(Attributes ?? {});
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  },
});
