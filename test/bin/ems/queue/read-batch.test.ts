import { describe, expect, test } from 'vitest';
import type { Page } from '../../../../bin/ems/events/shard-reader.ts';
import { readBatch } from '../../../../bin/ems/queue/read-batch.ts';
import { MemoryStream } from '../events/memory-shards.ts';
import { batchOf } from './given-up-batch.ts';

const streamOfChanges = (...sequences: readonly string[]): MemoryStream => {
  const stream = new MemoryStream();
  stream.grow('A');
  for (const sequence of sequences) stream.put('A', sequence);
  return stream;
};

const readFrom = async (stream: MemoryStream, start: string, end: string) => {
  const pages: (readonly string[])[] = [];
  const result = await readBatch(stream, batchOf(start, end), async (changes) => {
    pages.push(changes.map(({ sequence }) => sequence));
  });
  return { result, pages };
};

test('a batch is read from its start to its end, both included, and no further', async () => {
  const stream = streamOfChanges('98', '99', '100', '101', '102', '103', '104');
  expect(await readFrom(stream, '99', '102')).toStrictEqual({
    result: 'whole',
    pages: [
      ['99', '100'],
      ['101', '102'],
    ],
  });
});

test('a page is cut where the batch ends, also between numbers too long for a double', async () => {
  const stream = streamOfChanges('9007199254740993', '9007199254740994');
  expect(await readFrom(stream, '9007199254740993', '9007199254740993')).toStrictEqual({
    result: 'whole',
    pages: [['9007199254740993']],
  });
});

test('empty stretches are read through', async () => {
  const stream = streamOfChanges('1', '2', '3');
  const read = stream.read.bind(stream);
  let calls = 0;
  stream.read = async (iterator) => {
    calls += 1;
    return calls % 3 === 0 ? read(iterator) : { changes: [], next: iterator };
  };
  expect((await readFrom(stream, '1', '3')).pages.flat()).toStrictEqual(['1', '2', '3']);
});

describe('what cannot be read whole', () => {
  test('the start is forgotten', async () => {
    const stream = streamOfChanges('1', '2', '3');
    stream.trim('A', 1);
    expect(await readFrom(stream, '1', '3')).toStrictEqual({ result: 'trimmed', pages: [] });
  });

  test('the whole shard is forgotten, which is not asked for an iterator', async () => {
    const stream = new MemoryStream();
    stream.grow('B');
    expect(await readFrom(stream, '1', '3')).toStrictEqual({ result: 'trimmed', pages: [] });
    expect(stream.asked).toStrictEqual(['shards']);
  });

  test.each(['trimmed', 'expired'] as const)('%s between two reads', async (fault) => {
    const stream = streamOfChanges('1', '2', '3');
    const answers: (Page | typeof fault)[] = [await stream.read('A@0#0').then((page) => page as Page), fault];
    stream.read = async () => answers.shift() ?? 'expired';
    expect(await readFrom(stream, '1', '3')).toStrictEqual({
      result: fault === 'trimmed' ? 'trimmed' : 'unfinished',
      pages: [['1', '2']],
    });
  });

  test('a shard that is closed before the end', async () => {
    const stream = streamOfChanges('1', '2');
    stream.close('A');
    expect(await readFrom(stream, '1', '3')).toStrictEqual({ result: 'unfinished', pages: [['1', '2']] });
  });

  test('an open shard that does not come to the end is not waited for', async () => {
    const { result, pages } = await readFrom(streamOfChanges('1', '2'), '1', '3');
    expect([result, pages.flat()]).toStrictEqual(['unfinished', ['1', '2']]);
  });
});
