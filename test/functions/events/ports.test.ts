import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from 'vitest';
import { eventBridgeBus } from '../../../functions/events/bus.ts';
import { sqsDeadLetters } from '../../../functions/events/dead-letters.ts';
import { idOf } from '../../sample-chart.ts';
import { entryOf } from './queue-record.ts';
import { openWire } from './wire.ts';

const open: Awaited<ReturnType<typeof openWire>>[] = [];
const wire = async (...answer: Parameters<typeof openWire>) => {
  const made = await openWire(...answer);
  open.push(made);
  return made;
};
afterEach(async () => {
  for (const made of open.splice(0)) await made.close();
});
const entries = [entryOf(idOf(1)), entryOf(idOf(2))];

describe('the bus on EventBridge', () => {
  test('is sent each entry as the detail of an event of its category', async () => {
    const { client, calls } = await wire();
    const results = await eventBridgeBus(new EventBridgeClient(client), 'the-bus').put(entries);
    expect(results).toStrictEqual([{ code: undefined }, { code: undefined }]);
    const event = { EventBusName: 'the-bus', Source: 'fusionems', DetailType: 'chart.committed' };
    expect(calls).toStrictEqual([
      {
        operation: 'PutEvents',
        input: { Entries: entries.map((entry) => ({ ...event, Detail: JSON.stringify(entry) })) },
      },
    ]);
  });

  test('answers for each entry', async () => {
    const Entries = [{ EventId: 'e-1' }, { ErrorCode: 'InternalFailure', ErrorMessage: 'x' }];
    const { client } = await wire(() => ({ FailedEntryCount: 1, Entries }));
    const results = await eventBridgeBus(new EventBridgeClient(client), 'the-bus').put(entries);
    expect(results).toStrictEqual([{ code: undefined }, { code: 'InternalFailure' }]);
  });

  test.each([
    ['fewer', [{ EventId: 'e-1' }]],
    ['none', undefined],
  ])('that answers for %s is not believed', async (_, Entries) => {
    const { client } = await wire(() => ({ FailedEntryCount: 0, Entries }));
    const put = eventBridgeBus(new EventBridgeClient(client), 'the-bus').put(entries);
    await expect(put).rejects.toThrow(/^The bus answered for \d of 2 entries; send them again\.$/);
  });
});

test('a dead letter is sent with its reason and source beside its body', async () => {
  const { client, calls, endpoint } = await wire();
  const QueueUrl = `${endpoint}/000000000000/dead`;
  const letter = { body: '{"pk":"a"}', reason: 'CorruptCommit: torn', source: 'publisher' };
  await sqsDeadLetters(new SQSClient(client), QueueUrl).send(letter);
  expect(calls).toStrictEqual([
    {
      operation: 'SendMessage',
      input: {
        QueueUrl,
        MessageBody: '{"pk":"a"}',
        MessageAttributes: {
          reason: { DataType: 'String', StringValue: 'CorruptCommit: torn' },
          source: { DataType: 'String', StringValue: 'publisher' },
        },
      },
    },
  ]);
});
