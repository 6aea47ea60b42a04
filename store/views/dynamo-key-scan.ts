import { DescribeTableCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { KeyScan } from './key-scan.ts';

const CommitKey = z.object({ pk: z.string(), sk: z.number() });

/** Items a page: a slice of work ends with a page, so it is one that takes seconds. */
const PAGE = 250;

/** The keys of the events table, by parallel Scans. */
export const dynamoKeyScan = (client: DynamoDBClient, TableName: string): KeyScan => ({
  async page({ segment, segments }, from) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName,
        ConsistentRead: true,
        Segment: segment,
        TotalSegments: segments,
        Limit: PAGE,
        ProjectionExpression: 'pk, sk, #last',
        ExpressionAttributeNames: { '#last': 'last' },
        ...(from && { ExclusiveStartKey: marshall(from) }),
      }),
    );
    const items = Items.map((item) => unmarshall(item));
    return LastEvaluatedKey ? { items, next: CommitKey.parse(unmarshall(LastEvaluatedKey)) } : { items };
  },
  async estimate() {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    return Table?.ItemCount ?? 0;
  },
});
