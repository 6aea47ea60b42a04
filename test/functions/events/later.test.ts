import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { BusMessage } from '../../../functions/events/consume.ts';
import { sqsLater } from '../../../functions/events/later.ts';
import { idOf } from '../../sample-chart.ts';
import { entryOf } from './queue-record.ts';
import { openWire } from './wire.ts';

test('what is told later is held back, and then read as what the bus told', async () => {
  const { client, calls, endpoint, close } = await openWire();
  const QueueUrl = `${endpoint}/000000000000/subjects`;
  const entry = entryOf(idOf(1));
  await sqsLater(new SQSClient(client), QueueUrl).tell(entry, 900);
  await close();
  expect(
    calls.map(({ operation, input }) => [operation, input['QueueUrl'], input['DelaySeconds']]),
  ).toStrictEqual([['SendMessage', QueueUrl, 900]]);
  expect(BusMessage.parse(JSON.parse(String(calls[0]?.input['MessageBody'])))).toStrictEqual(entry);
});
