import { BatchWriteItemCommand, type DynamoDBClient, ScanCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { parsedJson } from '../../schemas/json.ts';
import { rowKey, spaceMark } from '../chart-row-item.ts';
import { dynamoChartRows } from '../dynamo-chart-rows.ts';
import type { ChartCopies, FoundRow } from './chart-copies.ts';

const Key = z.strictObject({ pk: z.string(), sk: z.string() });
const Found = z.object({ pk: z.string(), opened_at: z.string() });

/** Items a page, most of which may be of other generations. */
const PAGE = 1000;
/** BatchWriteItem takes so many. */
const BATCH = 25;
const ATTEMPTS = 8;

/** DynamoDB left part of a batch undone each time. */
class NotRemoved extends Error {
  override readonly name = 'NotRemoved';

  constructor(count: number) {
    super(`${count} rows could not be deleted in ${ATTEMPTS} attempts, because the table is busy; try again later.`);
  }
}

const foundRow = (mark: string, item: unknown): FoundRow => {
  const { pk, opened_at } = Found.parse(item);
  const [tenant_id = '', id = ''] = pk.split(`${mark}#`);
  return { tenant_id, id, opened_at };
};

/** The generations of the read model of charts in the views table. */
export const dynamoChartCopies = (client: DynamoDBClient, table: string): ChartCopies => {
  const removeAll = async (requests: readonly WriteRequest[]): Promise<void> => {
    let left = requests;
    for (let tries = 0; tries < ATTEMPTS && left.length > 0; tries += 1) {
      if (tries > 0) await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** tries));
      const command = new BatchWriteItemCommand({ RequestItems: { [table]: [...left] } });
      left = (await client.send(command)).UnprocessedItems?.[table] ?? [];
    }
    if (left.length > 0) throw new NotRemoved(left.length);
  };
  return {
    of: (generation) => dynamoChartRows(client, { table, generation }),
    async page(generation, { segment, segments, token }) {
      const mark = spaceMark(generation);
      const { Items = [], LastEvaluatedKey } = await client.send(
        new ScanCommand({
          TableName: table,
          ConsistentRead: true,
          Segment: segment,
          TotalSegments: segments,
          Limit: PAGE,
          FilterExpression: 'sk = :row AND contains(pk, :mark)',
          ExpressionAttributeValues: marshall({ ':row': 'row', ':mark': `${mark}#` }),
          ProjectionExpression: 'pk, opened_at',
          ...(token !== undefined && { ExclusiveStartKey: marshall(Key.parse(parsedJson(token))) }),
        }),
      );
      const rows = Items.map((item) => foundRow(mark, unmarshall(item)));
      if (!LastEvaluatedKey) return { rows };
      return { rows, token: JSON.stringify(Key.parse(unmarshall(LastEvaluatedKey))) };
    },
    async remove(generation, rows) {
      const requests = rows.map(({ tenant_id, id }) => ({
        DeleteRequest: { Key: marshall(rowKey({ tenantId: tenant_id, generation }, id)) },
      }));
      for (let at = 0; at < requests.length; at += BATCH) await removeAll(requests.slice(at, at + BATCH));
    },
  };
};
