import {
  BatchGetItemCommand,
  type DynamoDBClient,
  type KeysAndAttributes,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { isConflict } from '../dynamo-conflict.ts';
import { type KeyTable, PAGE } from './key-table.ts';

/** DynamoDB takes so many keys in one BatchGetItem. */
const MOST = 100;

const putUnless = async (client: DynamoDBClient, put: PutItemCommand): Promise<boolean> => {
  try {
    await client.send(put);
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
};

/** The table of keys on DynamoDB. */
export const dynamoKeyTable = (client: DynamoDBClient, table: string): KeyTable => {
  const batch = async (keys: KeysAndAttributes): Promise<unknown[]> => {
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [table]: keys } }));
    const found = (answer.Responses?.[table] ?? []).map((item) => unmarshall(item));
    const left = answer.UnprocessedKeys?.[table];
    return left?.Keys?.length ? [...found, ...(await batch(left))] : found;
  };
  const query = async (values: Record<string, string>, condition: string, order: object) => {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: condition,
        ExpressionAttributeValues: marshall(values),
        ...order,
      }),
    );
    return (answer.Items ?? []).map((item) => unmarshall(item));
  };
  return {
    async get(pk, sks) {
      const keys = sks.map((sk) => marshall({ pk, sk }));
      const batches = Array.from({ length: Math.ceil(keys.length / MOST) }, (_, at) =>
        batch({ Keys: keys.slice(at * MOST, (at + 1) * MOST), ConsistentRead: true }),
      );
      return (await Promise.all(batches)).flat();
    },
    async last(pk, prefix) {
      const order = { ScanIndexForward: false, Limit: 1 };
      return (await query({ ':pk': pk, ':sk': prefix }, 'pk = :pk AND begins_with(sk, :sk)', order))[0];
    },
    page(pk, prefix, after) {
      const start = after.startsWith(prefix) ? after : prefix;
      return query(
        { ':pk': pk, ':after': `${start}\u0000`, ':end': `${prefix}\uffff` },
        'pk = :pk AND sk BETWEEN :after AND :end',
        { Limit: PAGE },
      );
    },
    async create(item) {
      const put = { TableName: table, Item: marshall(item), ConditionExpression: 'attribute_not_exists(pk)' };
      return (await putUnless(client, new PutItemCommand(put))) ? 'put' : 'taken';
    },
    async replace(item, wrapped) {
      const put = {
        TableName: table,
        Item: marshall(item),
        // DynamoDB keeps the word `wrapped` to itself.
        ConditionExpression: '#wrapped = :wrapped',
        ExpressionAttributeNames: { '#wrapped': 'wrapped' },
        ExpressionAttributeValues: marshall({ ':wrapped': wrapped }),
      };
      return (await putUnless(client, new PutItemCommand(put))) ? 'put' : 'stale';
    },
  };
};
