import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Access } from '../../schemas/access.ts';
import { decodeAccess, encodeAccess, placeOf } from './access-item.ts';
import { type AccessQuery, type AccessTrail, accessPage, type PageAsked } from './access-trail.ts';

const queryInput = (tenantId: string, query: AccessQuery, { limit, after }: PageAsked) => {
  const { index, pk, sk, partition } = placeOf(tenantId, query);
  const from = after === undefined ? {} : { ':after': after };
  return {
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
    KeyConditionExpression: after === undefined ? `${pk} = :pk` : `${pk} = :pk AND ${sk} < :after`,
    ExpressionAttributeValues: marshall({ ':pk': partition, ...from }),
    ScanIndexForward: false,
    Limit: limit + 1,
  };
};

/**
 * The access trail on DynamoDB. A Put never overwrites; one that finds its key taken is the client's own retry of a
 * request that had arrived, as no two requests share an id.
 *
 *   put ──► kept ──✗ answer lost ──► put again ──► taken ──► kept
 */
export const dynamoAccessTrail = (client: DynamoDBClient, table: string): AccessTrail => {
  const put = async (tenantId: string, access: Access) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: marshall(encodeAccess(tenantId, access)),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };
  return {
    async record(tenantId, accesses) {
      await Promise.all(accesses.map((access) => put(tenantId, access)));
    },
    async list(tenantId, query, page) {
      const { Items = [] } = await client.send(
        new QueryCommand({ TableName: table, ...queryInput(tenantId, query, page) }),
      );
      const { sk } = placeOf(tenantId, query);
      const found = Items.map((item) => unmarshall(item));
      return accessPage(
        found.map((item) => ({ access: decodeAccess(item), position: String(item[sk]) })),
        page.limit,
      );
    },
  };
};
