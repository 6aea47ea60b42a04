import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { ChartSummary } from '../schemas/chart/view.ts';
import { decodeRow, decodeSummary, encodeRow, INDEXES, type RowSpace, rowKey } from './chart-row-item.ts';
import type { ChartQuery, ChartRows } from './chart-rows.ts';
import { type DateRange, dateKey, pageOf, rangeOf } from './dated.ts';
import { isConflict } from './dynamo-conflict.ts';
import type { KeyRing } from './keys/key-ring.ts';

const index = (name: keyof typeof INDEXES, pk: string) => ({ name, key: INDEXES[name].key, pk });

/** Which index answers a query best, and its partition: the narrowest one that the query names. */
const indexOf = (space: RowSpace, { incident_number, status }: ChartQuery) => {
  if (incident_number !== undefined)
    return index('by_incident', INDEXES.by_incident.partition(space, incident_number));
  if (status !== undefined) return index('by_status', INDEXES.by_status.partition(space, status));
  return index('by_date', INDEXES.by_date.partition(space));
};

const startKey = (
  space: RowSpace,
  { after }: DateRange,
  { key: indexKey, pk }: { key: string; pk: string },
) => {
  if (!after) return {};
  const [date, id] = after;
  const key = { ...rowKey(space, id), [indexKey]: pk, date_sk: dateKey({ date, id }) };
  return { ExclusiveStartKey: marshall(key) };
};

/** A status is a filter only where the index is another one. */
const statusFilter = ({ status, incident_number }: ChartQuery) =>
  status !== undefined && incident_number !== undefined
    ? {
        expression: { FilterExpression: '#status = :status' },
        names: { '#status': 'status' },
        values: { ':status': status },
      }
    : { expression: {}, names: {}, values: {} };

const queryInput = (
  space: RowSpace,
  query: ChartQuery,
  range: DateRange,
): Omit<QueryCommandInput, 'TableName'> => {
  const chosen = indexOf(space, query);
  const filter = statusFilter(query);
  return {
    IndexName: chosen.name,
    ScanIndexForward: false,
    KeyConditionExpression: '#pk = :pk AND date_sk BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#pk': chosen.key, ...filter.names },
    ExpressionAttributeValues: marshall({
      ':pk': chosen.pk,
      ':from': range.from,
      ':to': range.to,
      ...filter.values,
    }),
    ...filter.expression,
    ...startKey(space, range, chosen),
    Limit: query.limit + 1,
  };
};

/** The row must still be the one that was read: none, or the one of that version. */
const unchanged = (replaced: number) =>
  replaced === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#version = :replaced',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: marshall({ ':replaced': replaced }),
      };

/** Where a generation of the read model lies. */
interface RowsPlace {
  readonly table: string;
  readonly generation: number;
}

/** A generation of the read model of charts on DynamoDB. */
export const dynamoChartRows = (
  client: DynamoDBClient,
  { table, generation }: RowsPlace,
  ring: KeyRing,
): ChartRows => ({
  async get(tenantId, id) {
    const key = marshall(rowKey({ tenantId, generation }, id));
    const answer = await client.send(
      new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }),
    );
    return answer.Item && decodeRow(ring, tenantId, unmarshall(answer.Item));
  },
  async put(tenantId, row, replaced) {
    try {
      const Item = marshall(await encodeRow(ring, { tenantId, generation }, row));
      await client.send(new PutItemCommand({ TableName: table, Item, ...unchanged(replaced) }));
      return 'put';
    } catch (error) {
      if (isConflict(error)) return 'stale';
      throw error;
    }
  },
  async list(tenantId, query) {
    const found: ChartSummary[] = [];
    const range = rangeOf(query);
    if (!range) return pageOf(found, query.limit);
    const input = { TableName: table, ...queryInput({ tenantId, generation }, query, range) };
    for await (const page of paginateQuery({ client }, input)) {
      found.push(...(page.Items ?? []).map((item) => decodeSummary(unmarshall(item))));
      if (found.length > query.limit) break;
    }
    return pageOf(found, query.limit);
  },
});
