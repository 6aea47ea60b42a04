import {
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { CommitTable } from './commit-table.ts';
import { isConflict } from './dynamo-conflict.ts';

const LastKey = z.object({ sk: z.number() });

const pageOf = ({ Items = [], LastEvaluatedKey }: QueryCommandOutput) => {
  const items = Items.map((item) => unmarshall(item));
  if (!LastEvaluatedKey) return { items };
  return { items, next: LastKey.parse(unmarshall(LastEvaluatedKey)).sk };
};

/** The commit table on DynamoDB: a Put conditioned on the key being free, and consistent Queries. */
export const dynamoCommitTable = (client: DynamoDBClient, table: string): CommitTable => ({
  async put(item) {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: marshall(item),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return 'put';
    } catch (error) {
      if (isConflict(error)) return 'taken';
      throw error;
    }
  },
  async page(pk, after, limit) {
    return pageOf(
      await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          ...(limit === undefined ? {} : { Limit: limit }),
          KeyConditionExpression: 'pk = :pk AND sk > :after',
          ExpressionAttributeValues: marshall({ ':pk': pk, ':after': after }),
        }),
      ),
    );
  },
  async newest(pk, limit, before) {
    const bound = before === undefined ? {} : { ':before': before };
    return pageOf(
      await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          ScanIndexForward: false,
          Limit: limit,
          KeyConditionExpression: before === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :before',
          ExpressionAttributeValues: marshall({ ':pk': pk, ...bound }),
        }),
      ),
    );
  },
});
