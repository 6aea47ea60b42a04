import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { CommitPlaces } from './commit-places.ts';

const Place = z
  .object({ pk: z.string(), sk: z.number(), last: z.number() })
  .transform(({ pk, sk, last }) => ({ stream: pk, first_version: sk, version: last }));

/** The places of a commit table on DynamoDB, by consistent parallel scans that read no event. */
export const dynamoCommitPlaces = (client: DynamoDBClient, table: string): CommitPlaces => ({
  async page({ segment, of }, from) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        Segment: segment,
        TotalSegments: of,
        ProjectionExpression: 'pk, sk, #last',
        ExpressionAttributeNames: { '#last': 'last' },
        // Sound: it is what the page before gave as `next`.
        ExclusiveStartKey: from as Record<string, AttributeValue> | undefined,
      }),
    );
    const places = Items.map((item) => Place.parse(unmarshall(item)));
    return LastEvaluatedKey ? { places, next: LastEvaluatedKey } : { places };
  },
});
