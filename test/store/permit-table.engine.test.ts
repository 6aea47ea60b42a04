import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, it } from 'vitest';
import { dynamoPermitTable } from '../../store/rate-limit.ts';
import { freshTenant } from './fresh-tenant.ts';
import { permitTableContract } from './permit-table.contract.ts';
import { ephemeralTable } from './realtime/engine-table.ts';

const { client, name } = ephemeralTable();
const table = dynamoPermitTable(client, name);

permitTableContract('in DynamoDB', () => table);

it('What was counted expires five minutes after its minute, under the key of its holder', async () => {
  const [holder, minute] = [freshTenant(), new Date().toISOString().slice(0, 16)];
  await table.take({ holder, minute, count: 12, limit: 600 });
  const key = { pk: `${holder}#rate`, sk: minute };
  const { Item } = await client.send(new GetItemCommand({ TableName: name, Key: marshall(key) }));
  expect(unmarshall(Item ?? {})).toStrictEqual({
    ...key,
    used: 12,
    expires_at: Date.parse(`${minute}:00Z`) / 1000 + 300,
  });
});
