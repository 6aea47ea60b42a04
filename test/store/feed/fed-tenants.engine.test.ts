import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dynamoFeedTable } from '../../../store/feed/dynamo-feed-table.ts';
import { fedTenants } from '../../../store/feed/fed-tenants.ts';
import { sequencer } from '../../../store/feed/sequencer.ts';
import { deployed } from '../engine.ts';
import { freshTenant } from '../fresh-tenant.ts';
import { historyOf, told, unheard } from './sample-feed.ts';

const { name, client } = deployed('FeedTable');
const dynamo = new DynamoDBClient(client);

test('the tenants that have a feed are found in its table, each once', async () => {
  const { add } = sequencer({
    table: dynamoFeedTable(dynamo, name),
    history: historyOf([]),
    untold: unheard,
  });
  const own = [freshTenant(), freshTenant()];
  for (const tenant of own) for (const n of [1, 2, 3]) await add(tenant, [told(tenant, n, 1)]);
  const found: string[] = [];
  for await (const tenant of fedTenants(dynamo, name)) found.push(tenant);
  expect(found.filter((tenant) => own.includes(tenant)).toSorted()).toStrictEqual(own.toSorted());
  expect(new Set(found).size).toBe(found.length);
});
