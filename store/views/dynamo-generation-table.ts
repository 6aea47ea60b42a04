import { type DynamoDBClient, GetItemCommand, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { parsedJson } from '../../schemas/json.ts';
import { isConflict } from '../dynamo-conflict.ts';
import type { GenerationTable } from './generation-table.ts';
import { FIRST, Generations } from './generations.ts';
import { Progress } from './progress.ts';

const NAME = 'generations';
const Stored = z.looseObject({ body: z.string() });

const bodyOf = (item: Record<string, unknown>) => parsedJson(Stored.parse(item).body);

const progressKey = (generation: number) => `progress#${generation}#`;

/** The copies of a read model as items of the views table, under a key that no tenant's rows can have. */
export const dynamoGenerationTable = (
  client: DynamoDBClient,
  TableName: string,
  view: string,
): GenerationTable => {
  const pk = `view#${view}`;
  return {
    async read() {
      const Key = marshall({ pk, sk: NAME });
      const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
      return Item ? Generations.parse(bodyOf(unmarshall(Item))) : FIRST;
    },
    async change(next) {
      const Item = marshall({ pk, sk: NAME, rev: next.rev, body: JSON.stringify(Generations.parse(next)) });
      const first = next.rev === 1;
      const condition = first
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'rev = :before',
            ExpressionAttributeValues: marshall({ ':before': next.rev - 1 }),
          };
      try {
        await client.send(new PutItemCommand({ TableName, Item, ...condition }));
        return 'changed';
      } catch (error) {
        if (isConflict(error)) return 'stale';
        throw error;
      }
    },
    async progress(generation) {
      const input = {
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: marshall({ ':pk': pk, ':sk': progressKey(generation) }),
      };
      const found: Progress[] = [];
      for await (const { Items = [] } of paginateQuery({ client }, input))
        found.push(...Items.map((item) => Progress.parse(bodyOf(unmarshall(item)))));
      return found;
    },
    async save(progress) {
      const { generation, part, segment } = progress;
      const sk = `${progressKey(generation)}${part}#${segment}`;
      const body = JSON.stringify(Progress.parse(progress));
      await client.send(new PutItemCommand({ TableName, Item: marshall({ pk, sk, body }) }));
    },
  };
};
