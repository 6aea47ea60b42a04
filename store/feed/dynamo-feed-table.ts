import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { isConflict } from '../dynamo-conflict.ts';
import { inParallel } from '../in-parallel.ts';
import { feedKey, markKey } from './feed-key.ts';
import { type FeedTable, Mark } from './feed-table.ts';

const MarkItem = Mark.extend({ pk: z.string() });

/** Keys in one BatchGetItem (DynamoDB quotas). */
const MAX_KEYS = 100;

const AT_ONCE = 25;

/** A conditional Put; false where `isRefused` says so of its error. */
const putIf = async (
  client: DynamoDBClient,
  put: PutItemCommandInput,
  isRefused: (error: unknown) => boolean,
): Promise<boolean> => {
  try {
    await client.send(new PutItemCommand(put));
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
};

/** A mark that is further already; one that somebody writes just now may yet be lower, and is tried again by the caller. */
const isFurther = (error: unknown): boolean => error instanceof ConditionalCheckFailedException;

const markPut = (TableName: string, [stream, mark]: readonly [string, Mark]): PutItemCommandInput => ({
  TableName,
  Item: marshall({ pk: markKey(stream), sk: 0, ...mark }),
  ConditionExpression: 'attribute_not_exists(pk) OR #version < :version',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: marshall({ ':version': mark.version }),
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

/** The feed's table on DynamoDB. */
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
    async put(page) {
      const taken = { TableName: table, ConditionExpression: 'attribute_not_exists(pk)' };
      return (await putIf(client, { ...taken, Item: marshall(page) }, isConflict)) ? 'put' : 'taken';
    },
    async advance(marks) {
      await inParallel([...marks], AT_ONCE, (mark) => putIf(client, markPut(table, mark), isFurther));
    },
  };
};
