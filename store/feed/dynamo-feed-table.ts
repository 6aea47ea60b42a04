import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  type DynamoDBClient,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { isTransactionConflict } from '../dynamo-conflict.ts';
import { feedKey, markKey } from './feed-key.ts';
import { type FeedTable, Mark, type Step } from './feed-table.ts';

const MarkItem = Mark.extend({ pk: z.string() });

/** Keys in one BatchGetItem (DynamoDB quotas). */
const MAX_KEYS = 100;

const put = (table: string, { stream, from, to }: Step) => ({
  Put: {
    TableName: table,
    Item: marshall({ pk: markKey(stream), sk: 0, ...to }),
    ...(from === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :from',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: marshall({ ':from': from }),
        }),
  },
});

type Keys = NonNullable<BatchGetItemCommandOutput['UnprocessedKeys']>;

const readMarks = async (client: DynamoDBClient, table: string, keys: readonly string[]) => {
  const found: z.output<typeof MarkItem>[] = [];
  let left: Keys = { [table]: { ConsistentRead: true, Keys: keys.map((pk) => marshall({ pk, sk: 0 })) } };
  while (Object.keys(left).length > 0) {
    const answer: BatchGetItemCommandOutput = await client.send(
      new BatchGetItemCommand({ RequestItems: left }),
    );
    found.push(...(answer.Responses?.[table] ?? []).map((item) => MarkItem.parse(unmarshall(item))));
    left = answer.UnprocessedKeys ?? {};
  }
  return found;
};

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

/** The feed's table on DynamoDB: a page and the marks of its streams are one transaction. */
export const dynamoFeedTable = (client: DynamoDBClient, table: string): FeedTable => {
  const query = async (tenantId: string, condition: string, more: { from: number; Limit: number }) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: `pk = :pk AND sk ${condition} :from`,
        ExpressionAttributeValues: marshall({ ':pk': feedKey(tenantId), ':from': more.from }),
        ScanIndexForward: condition === '>',
        Limit: more.Limit,
      }),
    );
    return Items.map((item): unknown => unmarshall(item));
  };
  return {
    async pageAt(tenantId, from) {
      return (await query(tenantId, '<=', { from, Limit: 1 }))[0];
    },
    pagesAfter: (tenantId, from, Limit) => query(tenantId, '>', { from, Limit }),
    async marks(streams) {
      const byKey = new Map(streams.map((stream) => [markKey(stream), stream]));
      const read = chunks([...byKey.keys()], MAX_KEYS).map((keys) => readMarks(client, table, keys));
      const found = (await Promise.all(read)).flat();
      return new Map(found.map(({ pk, ...mark }) => [byKey.get(pk) ?? pk, mark]));
    },
    async add(page, steps) {
      const first = { TableName: table, Item: marshall(page) };
      const items = [
        { Put: { ...first, ConditionExpression: 'attribute_not_exists(pk)' } },
        ...steps.map((step) => put(table, step)),
      ];
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems: items }));
        return 'added';
      } catch (error) {
        if (isTransactionConflict(error)) return 'conflict';
        throw error;
      }
    },
  };
};
