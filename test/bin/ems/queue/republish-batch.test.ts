import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, test } from 'vitest';
import { redrive } from '../../../../bin/ems/queue/redrive.ts';
import { republishBatch } from '../../../../bin/ems/queue/republish-batch.ts';
import { byForm } from '../../../../bin/ems/queue/republisher.ts';
import type { CommitItem } from '../../../../store/commit-item.ts';
import { memoryBus, memoryDeadLetters } from '../../../functions/events/memory-ports.ts';
import { idOf, opened, TENANT } from '../../../sample-chart.ts';
import { commitOf, itemFor, streamOf } from '../../../sample-commits.ts';
import { MemoryStream } from '../events/memory-shards.ts';
import { givenUp, STREAM_ARN } from './given-up-batch.ts';
import { BEGAN, letter, MemoryQueue } from './memory-queue.ts';

const itemOf = (n: number): CommitItem => itemFor(commitOf([opened], { stream: streamOf(TENANT, idOf(n)) }));

const tell = (stream: MemoryStream, n: number, item = itemOf(n)): void =>
  stream.tell('A', {
    sequence: String(n),
    at: new Date('2026-02-28T23:00:00Z'),
    kind: 'INSERT',
    keys: marshall({ pk: item.pk, sk: item.sk }),
    image: marshall(item),
  });

/** A letter about the commits 2 to 4 of five, and all that a redrive of it touches. */
const scene = ({ bus = memoryBus(), body = JSON.stringify(givenUp('2', '4')), poison = 0 } = {}) => {
  const stream = new MemoryStream();
  stream.grow('A');
  for (const n of [1, 2, 3, 4, 5])
    tell(stream, n, n === poison ? { ...itemOf(n), events: '[{"narrative":"Howell"' } : itemOf(n));
  const queue = new MemoryQueue([letter('a', { body })]);
  const { deadLetters, letters } = memoryDeadLetters();
  const publisher = { bus: bus.bus, deadLetters };
  const commits: string[] = [];
  const resend = byForm(
    republishBatch({ streamArn: STREAM_ARN, reader: stream, publisher }),
    async ({ id }) => {
      commits.push(id);
      return 'sent';
    },
  );
  const run = async () => {
    const refusals: (string | undefined)[] = [];
    for await (const { refused } of redrive({ queue, resend, wanted: 'all', began: BEGAN }))
      refusals.push(refused);
    return refusals;
  };
  return { stream, queue, letters, commits, run, told: () => bus.calls.flat().map(({ id }) => id) };
};

test('the commits of the batch are published, no others, and the letter is gone', async () => {
  const { run, told, queue, letters, commits } = scene();
  expect(await run()).toStrictEqual([undefined]);
  expect(told()).toStrictEqual([idOf(2), idOf(3), idOf(4)]);
  expect([queue.ids, letters, commits]).toStrictEqual([[], [], []]);
});

test('a commit that can never be published becomes a letter of its own, with nothing of the patient', async () => {
  const { run, told, queue, letters } = scene({ poison: 3 });
  expect(await run()).toStrictEqual([undefined]);
  expect(told()).toStrictEqual([idOf(2), idOf(4)]);
  expect(queue.ids).toStrictEqual([]);
  expect(letters).toStrictEqual([
    {
      body: JSON.stringify({ pk: `${TENANT}#chart#${idOf(3)}`, sk: 1, sequence_number: '3' }),
      reason: expect.stringMatching(/^CorruptCommit: /),
      source: 'publisher',
    },
  ]);
  expect(JSON.stringify(letters)).not.toContain('Howell');
});

test('a letter that names one commit goes the other way', async () => {
  const body = JSON.stringify({ pk: `${TENANT}#chart#${idOf(3)}`, sk: 1 });
  const { run, told, commits } = scene({ body });
  expect(await run()).toStrictEqual([undefined]);
  expect([told(), commits]).toStrictEqual([[], ['a']]);
});

describe('the letter stays', () => {
  test('when the stream has forgotten the batch, and says where its commits are', async () => {
    const { stream, run, told, queue } = scene();
    stream.trim('A', 3);
    const [refused] = await run();
    expect(refused).toContain('keeps its records for 24 hours');
    expect(refused).toContain('from 2026-02-28T23:00:00Z to 2026-02-28T23:00:01Z');
    expect(refused).toContain('ems stream show');
    expect([told(), queue.ids]).toStrictEqual([[], ['a']]);
  });

  test('when the stream does not come to the end of the batch', async () => {
    const { run, told, queue } = scene({ body: JSON.stringify(givenUp('4', '9')) });
    expect(await run()).toStrictEqual([
      'the stream could not be read to 9; what was read is published, run the redrive again',
    ]);
    expect([told(), queue.ids]).toStrictEqual([[idOf(4), idOf(5)], ['a']]);
  });

  test('when it is of another stream than the table’s', async () => {
    const other = givenUp('2', '4');
    other.DDBStreamBatchInfo.streamArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/other/stream/1';
    const { stream, run, queue } = scene({ body: JSON.stringify(other) });
    expect(await run()).toStrictEqual([expect.stringContaining(`the events table has ${STREAM_ARN}`)]);
    expect([stream.asked, queue.ids]).toStrictEqual([[], ['a']]);
  });

  test('when the bus cannot take it now', async () => {
    const { run, queue } = scene({ bus: memoryBus(() => ({ code: 'ThrottlingException' })) });
    await expect(run()).rejects.toThrow('ThrottlingException');
    expect(queue.ids).toStrictEqual(['a']);
  });
});
