import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { dynamoShardReader } from '../../../bin/ems/events/shard-reader.ts';
import { sqsDeadLetters } from '../../../functions/events/dead-letters.ts';
import type { Commit } from '../../../schemas/commit.ts';
import { isRefusal } from '../../../schemas/error.ts';
import { busEntryOf } from '../../../store/bus-entry.ts';
import { dynamoChartRows } from '../../../store/dynamo-chart-rows.ts';
import { streamKey } from '../../../store/stream-key.ts';
import { deployedKeys } from '../../deployed-keys.ts';
import { headOf } from '../../memory-store.ts';
import { because, streamOf } from '../../sample-commits.ts';
import { freshTenant } from '../../store/fresh-tenant.ts';
import { clientSettings, deployedStore, emsOnDeployment, objectsOf, outputOf } from './deployed.ts';
import { givenUp } from './queue/given-up-batch.ts';

const ems = emsOnDeployment();
const tenant = freshTenant();
const id = randomUUID();
const stream = streamOf(tenant, id);
const about = `${streamKey(stream)} v1`;

const sqs = () => new SQSClient(clientSettings());
const dynamo = () => new DynamoDBClient(clientSettings());
const rowOf = () =>
  dynamoChartRows(
    dynamo(),
    { table: outputOf('ViewsTable'), generation: 0 },
    deployedKeys(inject('deployment')),
  ).get(tenant, id);

const awaitRow = () =>
  vi.waitFor(async () => expect(await rowOf()).toBeDefined(), { timeout: 20_000, interval: 100 });

/** The chart's row is lost, as after a projection that failed for good; only a redrive brings it back. */
const loseRow = async () => {
  const Key = marshall({ pk: `${tenant}#charts#${id}`, sk: 'row' });
  await dynamo().send(new DeleteItemCommand({ TableName: outputOf('ViewsTable'), Key }));
  expect(await rowOf()).toBeUndefined();
};

const lettersAbout = async (queue: string) => {
  const { exitCode, out } = await ems(['queue', 'list', '--json', '--limit', '1000']);
  expect(exitCode).toBe(0);
  return objectsOf(out).filter((each) => each['queue'] === queue && each['about'] === about);
};

/** Where the table's stream tells of the chart's first commit. */
const placeInStream = async () => {
  const client = new DynamoDBStreamsClient(clientSettings());
  const reader = dynamoShardReader(client, outputOf('EventsStreamArn'), AbortSignal.timeout(20_000));
  const [shard] = await reader.shards();
  let next = await reader.open(String(shard?.id), 'oldest');
  for (;;) {
    const page = await reader.read(next);
    if (typeof page === 'string') throw new Error(page);
    const found = page.changes.find(({ keys }) => keys['pk']?.S === streamKey(stream));
    if (found) return { shard: String(shard?.id), sequence: found.sequence };
    if (page.changes.length === 0) throw new Error('the stream does not tell of the chart');
    next = String(page.next);
  }
};

let commit: Commit;
beforeAll(async () => {
  const store = deployedStore();
  const opened = { type: 'chart.opened', data: { incident_number: '1', incident_id: id } } as const;
  const done = await store.append(await headOf(store, stream), [opened], because(1));
  if (isRefusal(done)) throw new Error(done.message);
  commit = done;
  await awaitRow();
});

describe.each([
  ['charts', () => ({ source: 'fusionems', 'detail-type': 'chart.committed', detail: busEntryOf(commit) })],
  ['publisher', () => ({ pk: streamKey(stream), sk: 1, sequence_number: '1' })],
])('a dead letter of %s', (queue, body) => {
  const queueUrl = () => outputOf(`${queue === 'charts' ? 'Charts' : 'Publisher'}DeadLetterQueueUrl`);
  let letterId: string;

  test('is listed with its reason as often as one looks, and stays', async () => {
    const letter = { body: JSON.stringify(body()), reason: 'TypeError', source: queue };
    await sqsDeadLetters(sqs(), queueUrl()).send(letter);
    for (const _ of ['first', 'second']) {
      const [listed, ...more] = await lettersAbout(queue);
      expect(more).toStrictEqual([]);
      expect(listed).toMatchObject({ queue, about, reason: 'TypeError', source: queue });
      letterId = String(listed?.['id']);
    }
  });

  test('is sent back by its id, has its effect, and is gone', async () => {
    await loseRow();
    const { exitCode, out, err } = await ems(['queue', 'redrive', queue, '--id', letterId, '--json']);
    expect(err).toContain('1 sent again, 0 left');
    expect(exitCode).toBe(0);
    expect(objectsOf(out)).toStrictEqual([{ id: letterId, refused: null }]);
    await awaitRow();
    expect(await lettersAbout(queue)).toStrictEqual([]);
  });

  test('that is gone cannot be sent again', async () => {
    const { exitCode, err } = await ems(['queue', 'redrive', queue, '--id', letterId]);
    expect(exitCode).toBe(1);
    expect(err).toContain(`none with the id ${letterId}`);
  });
});

test('a batch of the stream that Lambda gave up is published again, and its letter is gone', async () => {
  const QueueUrl = outputOf('PublisherDeadLetterQueueUrl');
  const place = await placeInStream();
  const told = givenUp(place.sequence, place.sequence);
  const info = { ...told.DDBStreamBatchInfo, shardId: place.shard, streamArn: outputOf('EventsStreamArn') };
  const MessageBody = JSON.stringify({ ...told, DDBStreamBatchInfo: info });
  const { MessageId } = await sqs().send(new SendMessageCommand({ QueueUrl, MessageBody }));
  await loseRow();
  const { exitCode, out } = await ems(['queue', 'redrive', 'publisher', '--id', String(MessageId)]);
  expect(out).toBe(`${MessageId}  sent again\n`);
  expect(exitCode).toBe(0);
  await awaitRow();
  expect((await ems(['queue', 'list'])).out).not.toContain(MessageId);
});

test('a letter that can never be sent back stays, and says why', async () => {
  const QueueUrl = outputOf('PublisherDeadLetterQueueUrl');
  const body = JSON.stringify({ pk: streamKey(stream), sk: 77, sequence_number: '1' });
  const { MessageId } = await sqs().send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
  const { exitCode, out, err } = await ems(['queue', 'redrive', 'publisher', '--id', String(MessageId)]);
  expect(exitCode).toBe(1);
  expect(out).toBe(`${MessageId}  left as a dead letter: there is no commit ${streamKey(stream)} 77\n`);
  expect(err).toContain('could not be sent again');
  const { out: list } = await ems(['queue', 'list']);
  expect(list).toContain(`${MessageId}  `);
  expect(list).toContain('no reason given: its queue gave it up');
});
