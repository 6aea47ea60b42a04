import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from 'vitest';
import { eventBridgeBus } from '../../../functions/events/bus.ts';
import { sqsDeadLetters } from '../../../functions/events/dead-letters.ts';
import { sqsFollowers } from '../../../functions/events/followers.ts';
import { sqsPushes } from '../../../functions/events/pushes-queue.ts';
import { FeedGrown, FeedPage } from '../../../schemas/feed.ts';
import { idOf } from '../../sample-chart.ts';
import { told } from '../../store/feed/sample-feed.ts';
import { fedAs } from '../fed-as.ts';
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

test('entries for the pushes are sent in order, as one message where they fit', async () => {
  const { client, calls, endpoint } = await wire();
  const QueueUrl = `${endpoint}/000000000000/pushes`;
  const fed = entries.map((entry, seq) => fedAs(seq, entry));
  await sqsPushes(new SQSClient(client), QueueUrl).send(fed);
  await sqsPushes(new SQSClient(client), QueueUrl).send([]);
  const MessageBody = JSON.stringify({ entries: fed });
  expect(calls).toStrictEqual([{ operation: 'SendMessage', input: { QueueUrl, MessageBody } }]);
});

test('entries for the pushes that are too large for one message are sent as several', async () => {
  const { client, calls, endpoint } = await wire();
  const large = Array.from({ length: 400 }, (_, seq) => ({ ...told('lakeside-ems', 1, seq * 50 + 1, 50) }));
  const fed = large.map((entry, seq) => fedAs(seq, entry));
  await sqsPushes(new SQSClient(client), `${endpoint}/000000000000/pushes`).send(fed);
  const bodies = calls.map(({ input }) => String(input['MessageBody']));
  expect(bodies.length).toBeGreaterThan(1);
  expect(bodies.every((body) => Buffer.byteLength(body) < 256 * 1024)).toBe(true);
  expect(bodies.flatMap((body) => FeedPage.parse(JSON.parse(body)).entries)).toStrictEqual(fed);
});

test('a follower of a feed is told whose has grown, and the consumer reads it so', async () => {
  const { client, calls, endpoint } = await wire();
  const QueueUrl = `${endpoint}/000000000000/archive`;
  await sqsFollowers(new SQSClient(client), QueueUrl).tell({ tenant_id: 'lakeside-ems' });
  const MessageBody = '{"tenant_id":"lakeside-ems"}';
  expect(calls).toStrictEqual([{ operation: 'SendMessage', input: { QueueUrl, MessageBody } }]);
  expect(FeedGrown.parse(JSON.parse(MessageBody))).toStrictEqual({ tenant_id: 'lakeside-ems' });
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
