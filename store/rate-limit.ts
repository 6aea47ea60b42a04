import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Refusal, refuse } from '../schemas/error.ts';

/** Where the permits of a minute are counted. */
export interface PermitTable {
  /** Takes `count` permits of a holder's minute unless `limit` are taken already; false when they are. */
  take(permits: { holder: string; minute: string; count: number; limit: number }): Promise<boolean>;
}

/** Permits counted in the ephemeral table; a window's item expires by its TTL. */
export const dynamoPermitTable = (client: DynamoDBClient, table: string): PermitTable => ({
  async take({ holder, minute, count, limit }) {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: marshall({ pk: `${holder}#rate`, sk: minute }),
          UpdateExpression: 'ADD used :count SET expires_at = :expires',
          ConditionExpression: 'attribute_not_exists(used) OR used < :limit',
          ExpressionAttributeValues: marshall({
            ':count': count,
            ':limit': limit,
            ':expires': Math.floor(Date.parse(`${minute}:00Z`) / 1000) + 300,
          }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});

/**
 * A limit of requests a minute for each holder (a tenant, or an address where nobody is signed in). A container takes
 * permits in blocks and spends them from memory, so the table is asked once a block and not once a request:
 *
 *   container A   take 20 ─ spend 20 … ─ take 20 ─ spend …            table: used 20, 40, 60 … until >= limit
 *   container B            take 20 ─ spend …                          then every take is refused until the next minute
 *
 * At most one block a container is taken beyond the limit, and a block left over when the minute ends is forgotten.
 */
export const rateLimit = (table: PermitTable, limit: number) => {
  const block = Math.max(1, Math.floor(limit / 50));
  const held = new Map<string, number>();
  let current = '';
  return async (holder: string, now: string): Promise<Refusal | undefined> => {
    const minute = now.slice(0, 16);
    if (current !== minute) held.clear();
    current = minute;
    const left = held.get(holder) ?? 0;
    if (left > 0) {
      held.set(holder, left - 1);
      return undefined;
    }
    if (!(await table.take({ holder, minute, count: block, limit })))
      return refuse('RATE_LIMITED', `At most ${limit} requests a minute; wait for the next minute.`, {
        limit_per_minute: limit,
      });
    held.set(holder, block - 1);
    return undefined;
  };
};
