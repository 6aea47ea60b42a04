import { DescribeTableCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { KeyScan } from './key-scan.ts';

const CommitKey = z.object({ pk: z.string(), sk: z.number() });
const CommitPlace = CommitKey.extend({ last: z.number() });

/**
 * The keys of the events table, by parallel Scans.
 * @param pageSize items a page at most; else as many as a Scan reads, which is 1 MB of the table
 */
export const dynamoKeyScan = (client: DynamoDBClient, TableName: string, pageSize?: number): KeyScan => ({
  async page({ segment, segments }, from) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName,
        ConsistentRead: true,
        Segment: segment,
        TotalSegments: segments,
        Limit: pageSize,
        ProjectionExpression: 'pk, sk, #last',
        ExpressionAttributeNames: { '#last': 'last' },
        ...(from && { ExclusiveStartKey: marshall(from) }),
      }),
    );
    const items = Items.map((item) => CommitPlace.parse(unmarshall(item)));
    return LastEvaluatedKey ? { items, next: CommitKey.parse(unmarshall(LastEvaluatedKey)) } : { items };
  },
  async estimate() {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    return Table?.ItemCount ?? 0;
  },
});
