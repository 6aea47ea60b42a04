import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dynamoKeyTable } from '../../../store/keys/dynamo-key-table.ts';
import { openWire } from '../../functions/events/wire.ts';

const ITEM = { pk: 't#keys', sk: 'subject#crew/m1', tenant_key: 2, wrapped: 'Qg==' };

test('a key is replaced on a condition that names no word DynamoDB keeps to itself', async () => {
  const wire = await openWire(() => ({}));
  expect(await dynamoKeyTable(new DynamoDBClient(wire.client), 'keys').replace(ITEM, 'QQ==')).toBe('put');
  await wire.close();
  expect(wire.calls).toMatchObject([
    {
      operation: 'PutItem',
      input: {
        ConditionExpression: '#wrapped = :wrapped',
        ExpressionAttributeNames: { '#wrapped': 'wrapped' },
        ExpressionAttributeValues: { ':wrapped': { S: 'QQ==' } },
      },
    },
  ]);
});

test('a key that somebody replaced meanwhile is stale, and any other fault is a fault', async () => {
  const failing = async (__type: string) => {
    const wire = await openWire(() => ({ __type, message: 'no' }));
    const table = dynamoKeyTable(new DynamoDBClient(wire.client), 'keys');
    return table.replace(ITEM, 'QQ==').finally(wire.close);
  };
  expect(await failing('com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException')).toBe('stale');
  await expect(failing('com.amazon.coral.validate#ValidationException')).rejects.toThrow('no');
});
