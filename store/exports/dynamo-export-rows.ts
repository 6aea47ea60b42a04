import { type DynamoDBClient, GetItemCommand, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { ExportSummary } from '../../schemas/export-view.ts';
import { parsedJson } from '../../schemas/json.ts';
import { type DateRange, dateKey, pageOf, rangeOf } from '../dated.ts';
import { isConflict } from '../dynamo-conflict.ts';
import { inParallel } from '../in-parallel.ts';
import type { ExportQuery, ExportRows } from './export-rows.ts';

const spaceOf = (tenantId: string): string => `${tenantId}#exports`;
const keyOf = (tenantId: string, id: string) => ({ pk: `${spaceOf(tenantId)}#${id}`, sk: 'row' });

/** Rows read at once: an index names them, and each is read as it is now. */
const WIDTH = 25;

const itemOf = (tenantId: string, row: ExportSummary) => ({
  ...keyOf(tenantId, row.id),
  date_pk: spaceOf(tenantId),
  status_pk: `${spaceOf(tenantId)}#${row.status}`,
  ...(row.chart_id !== undefined && { incident_pk: `${spaceOf(tenantId)}#${row.chart_id}` }),
  date_sk: dateKey(row),
  id: row.id,
  version: row.version,
  row: JSON.stringify(ExportSummary.parse(row)),
});

const Stored = z.looseObject({ row: z.string() });
const Listed = z.looseObject({ id: z.string() });

const rowIn = (item: Record<string, unknown>): ExportSummary =>
  ExportSummary.parse(parsedJson(Stored.parse(item).row));

/** The narrowest index that a query names, and its partition. */
const indexOf = (tenantId: string, { chart_id, status }: ExportQuery) => {
  const space = spaceOf(tenantId);
  if (chart_id !== undefined) return { name: 'by_incident', key: 'incident_pk', pk: `${space}#${chart_id}` };
  if (status !== undefined) return { name: 'by_status', key: 'status_pk', pk: `${space}#${status}` };
  return { name: 'by_date', key: 'date_pk', pk: space };
};

const startOf = (tenantId: string, { after }: DateRange, { key, pk }: { key: string; pk: string }) =>
  after && {
    ExclusiveStartKey: marshall({
      ...keyOf(tenantId, after[1]),
      [key]: pk,
      date_sk: dateKey({ date: after[0], id: after[1] }),
    }),
  };

const inputOf = (tenantId: string, query: ExportQuery, range: DateRange) => {
  const index = indexOf(tenantId, query);
  return {
    IndexName: index.name,
    ScanIndexForward: false,
    KeyConditionExpression: '#pk = :pk AND date_sk BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#pk': index.key },
    ExpressionAttributeValues: marshall({ ':pk': index.pk, ':from': range.from, ':to': range.to }),
    ...startOf(tenantId, range, index),
    Limit: query.limit + 1,
  };
};

/** The read model of exports in the views table, listed by the indexes that charts are listed by: there the chart is the incident. */
export const dynamoExportRows = (client: DynamoDBClient, TableName: string): ExportRows => {
  const get = async (tenantId: string, id: string): Promise<ExportSummary | undefined> => {
    const Key = marshall(keyOf(tenantId, id));
    const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    return Item && rowIn(unmarshall(Item));
  };
  const rowsOf = async (tenantId: string, items: readonly Record<string, unknown>[]) => {
    const rows = await inParallel(items, WIDTH, (item) => get(tenantId, Listed.parse(item).id));
    return rows.filter((row) => row !== undefined);
  };
  return {
    get,
    async put(tenantId, row) {
      const command = new PutItemCommand({
        TableName,
        Item: marshall(itemOf(tenantId, row)),
        ConditionExpression: 'attribute_not_exists(pk) OR version < :version',
        ExpressionAttributeValues: marshall({ ':version': row.version }),
      });
      await client.send(command).catch((error: unknown) => {
        if (!isConflict(error)) throw error;
      });
    },
    async list(tenantId, query) {
      const found: ExportSummary[] = [];
      const range = rangeOf(query);
      if (!range) return pageOf(found, query.limit);
      for await (const { Items = [] } of paginateQuery(
        { client },
        { TableName, ...inputOf(tenantId, query, range) },
      )) {
        const rows = await rowsOf(
          tenantId,
          Items.map((item) => unmarshall(item)),
        );
        found.push(...rows.filter(({ status }) => query.status === undefined || status === query.status));
        if (found.length > query.limit) break;
      }
      return pageOf(found, query.limit);
    },
  };
};
