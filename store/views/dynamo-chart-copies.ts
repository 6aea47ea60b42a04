import { DeleteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { parsedJson } from '../../schemas/json.ts';
import { rowKey, spaceMark } from '../chart-row-item.ts';
import { dynamoChartRows } from '../dynamo-chart-rows.ts';
import { inParallel } from '../in-parallel.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { ChartCopies, FoundRow } from './chart-copies.ts';

const Key = z.strictObject({ pk: z.string(), sk: z.string() });
const Found = z.object({ pk: z.string(), opened_at: z.string() });

/** Items a page, most of which may be of other generations. */
const PAGE = 1000;
/** Deletions at once: as many write units as one by one in a batch, and the client repeats what is throttled. */
const WIDTH = 25;

const foundRow = (mark: string, item: unknown): FoundRow => {
  const { pk, opened_at } = Found.parse(item);
  const [tenant_id = '', id = ''] = pk.split(`${mark}#`);
  return { tenant_id, id, opened_at };
};

/** The generations of the read model of charts in the views table. */
export const dynamoChartCopies = (client: DynamoDBClient, TableName: string, ring: KeyRing): ChartCopies => ({
  of: (generation) => dynamoChartRows(client, { table: TableName, generation }, ring),
  async page(generation, { segment, segments, token }) {
    const mark = spaceMark(generation);
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName,
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
    await inParallel(rows, WIDTH, ({ tenant_id: tenantId, id }) =>
      client.send(new DeleteItemCommand({ TableName, Key: marshall(rowKey({ tenantId, generation }, id)) })),
    );
  },
});
