import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoAccessTrail } from '../../../store/access/dynamo-access-trail.ts';
import { openWire, type WireCall } from '../../functions/events/wire.ts';
import { actor, idOf, minute, TENANT } from '../../sample-chart.ts';

const access = {
  time: minute(1),
  actor: { user_id: actor('ems').user_id, role: 'ems' },
  purpose: 'TREAT',
  subject: `patient/${idOf(1)}`,
  operation: 'getChart',
  request_id: 'request-1',
  trace_id: 'trace-1',
} as const;

/** What the trail asks of the table, and how it ends, when the table answers so. */
const told = async (answer: (call: WireCall) => object) => {
  const wire = await openWire(answer);
  try {
    const trail = dynamoAccessTrail(new DynamoDBClient(wire.client), 'access');
    const ended = await trail.record(TENANT, [access]).then(
      () => 'kept',
      (error: Error) => error.name,
    );
    return { ended, calls: wire.calls };
  } finally {
    await wire.close();
  }
};
const failing = (name: string) => () => ({
  __type: `com.amazonaws.dynamodb.v20120810#${name}`,
  message: 'no',
});

describe('Recording in DynamoDB', () => {
  it('is one Put that never overwrites, under the keys of subject and actor', async () => {
    const { ended, calls } = await told(() => ({}));
    expect(ended).toBe('kept');
    expect(calls).toStrictEqual([
      {
        operation: 'PutItem',
        input: {
          TableName: 'access',
          ConditionExpression: 'attribute_not_exists(pk)',
          Item: {
            pk: { S: `${TENANT}#access#patient/${idOf(1)}` },
            sk: { S: `${minute(1)}#request-1` },
            actor_pk: { S: `${TENANT}#access#actor#${access.actor.user_id}` },
            actor_sk: { S: `${minute(1)}#request-1#patient/${idOf(1)}` },
            role: { S: 'ems' },
            time: { S: minute(1) },
            purpose: { S: 'TREAT' },
            subject: { S: `patient/${idOf(1)}` },
            operation: { S: 'getChart' },
            request_id: { S: 'request-1' },
            trace_id: { S: 'trace-1' },
          },
        },
      },
    ]);
  });

  it('that finds its key taken was kept before', async () => {
    expect((await told(failing('ConditionalCheckFailedException'))).ended).toBe('kept');
  });

  it.each(['ProvisionedThroughputExceededException', 'AccessDeniedException', 'ValidationException'])(
    'that fails with %s says so',
    async (name) => {
      expect((await told(failing(name))).ended).toBe(name);
    },
  );
});
