import type { SQSRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { BusMessage, type Consumer, consume } from '../../../functions/events/consume.ts';
import type { BusEntry } from '../../../schemas/commit.ts';
import { CorruptCommit } from '../../../store/corrupt-commit.ts';
import { idOf } from '../../sample-chart.ts';
import { memoryDeadLetters } from './memory-ports.ts';
import { entryOf, entryRecord, queueRecord } from './queue-record.ts';

class Away extends Error {
  override readonly name = 'Away';
}
const corrupt = new CorruptCommit({ stream: 'a#chart#b', version: 4 }, 'it is torn');

/** A consumer that fails on some charts, and what it handled, gave up and told of. */
const world = (faults: Readonly<Record<string, unknown>> = {}) => {
  const { deadLetters, letters } = memoryDeadLetters();
  const handled: BusEntry[] = [];
  const told: [string, unknown][] = [];
  const consumer: Consumer = {
    message: BusMessage,
    deadLetters,
    maxReceives: 3,
    async handle(entry) {
      const fault = faults[entry.id];
      if (fault !== undefined) throw fault;
      handled.push(entry);
    },
    failed: (record, error) => told.push([record.messageId, error]),
  };
  const receive = (...Records: SQSRecord[]) => consume(consumer, { Records });
  return { consumer, receive, handled, letters, told };
};
const failures = (...ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

describe('a batch', () => {
  test('is handled message by message, each as the bus told it', async () => {
    const { receive, handled, letters } = world();
    expect(await receive(entryRecord('m1', idOf(1)), entryRecord('m2', idOf(2)))).toStrictEqual(failures());
    expect(handled).toStrictEqual([entryOf(idOf(1)), entryOf(idOf(2))]);
    expect(letters).toStrictEqual([]);
  });

  test('of none is done', async () => {
    expect(await world().receive()).toStrictEqual(failures());
  });

  test('of which some fail: these alone come again, by their ids', async () => {
    const fault = new Away('not now');
    const { receive, handled, letters, told } = world({ [idOf(1)]: fault, [idOf(3)]: fault });
    const records = [1, 2, 3, 4].map((n) => entryRecord(`m${n}`, idOf(n)));
    expect(await receive(...records)).toStrictEqual(failures('m1', 'm3'));
    expect(handled.map(({ id }) => id)).toStrictEqual([idOf(2), idOf(4)]);
    expect(letters).toStrictEqual([]);
    expect(told).toStrictEqual([
      ['m1', fault],
      ['m3', fault],
    ]);
  });

  test('a message twice is handled twice: what handles it must bear that', async () => {
    const { receive, handled } = world();
    await receive(entryRecord('m1', idOf(1)), entryRecord('m1', idOf(1)));
    expect(handled).toHaveLength(2);
  });
});

describe('a message that failed', () => {
  test.each([
    [1, true],
    [2, true],
    [3, false],
    [4, false],
  ])('at its receive %i of 3, comes again: %s', async (receives, again) => {
    const { receive, letters } = world({ [idOf(1)]: new Away('not now') });
    const record = entryRecord('m1', idOf(1), receives);
    expect(await receive(record)).toStrictEqual(failures(...(again ? ['m1'] : [])));
    const letter = { body: record.body, reason: 'Away', source: 'fusionems-dev-charts' };
    expect(letters).toStrictEqual(again ? [] : [letter]);
  });

  test('because a stored commit is corrupt, is given up at last, and its place is told', async () => {
    const { receive, handled, letters } = world({ [idOf(1)]: corrupt });
    expect(await receive(entryRecord('m1', idOf(1)))).toStrictEqual(failures('m1'));
    const record = entryRecord('m1', idOf(1), 3);
    expect(await receive(record, entryRecord('m2', idOf(2)))).toStrictEqual(failures());
    const reason = 'CorruptCommit: The commit at a#chart#b version 4 cannot be read: it is torn.';
    expect(letters).toStrictEqual([{ body: record.body, reason, source: 'fusionems-dev-charts' }]);
    expect(handled.map(({ id }) => id)).toStrictEqual([idOf(2)]);
  });

  test.each([
    ['an error', new Error('of Zebedee'), 'Error'],
    ['no error at all', 'Zebedee', 'unknown'],
  ])('with %s tells its name, and never its words', async (_, fault, reason) => {
    const { receive, letters } = world({ [idOf(1)]: fault });
    await receive(entryRecord('m1', idOf(1), 3));
    expect(letters.map((letter) => letter.reason)).toStrictEqual([reason]);
  });
});

describe('a message that cannot be read is given up at once', () => {
  const entry = entryOf(idOf(1));
  test.each([
    ['no JSON', 'Zebedee'],
    ['no envelope', JSON.stringify(entry)],
    ['a detail too many', JSON.stringify({ detail: { ...entry, name: 'Zebedee' } })],
    ['a detail too few', JSON.stringify({ detail: { ...entry, version: undefined } })],
    [
      'events with data in them',
      JSON.stringify({ detail: { ...entry, events: [{ ...entry.events[0], data: {} }] } }),
    ],
    ['nothing', ''],
  ])('%s', async (_, body) => {
    const { receive, handled, letters, told } = world();
    expect(await receive(queueRecord('m1', body), entryRecord('m2', idOf(2)))).toStrictEqual(failures());
    expect(letters).toStrictEqual([{ body, reason: 'Unreadable', source: 'fusionems-dev-charts' }]);
    expect(told.map(([id]) => id)).toStrictEqual(['m1']);
    expect(handled.map(({ id }) => id)).toStrictEqual([idOf(2)]);
  });
});

test('when dead letters cannot be sent, the whole batch comes again', async () => {
  const { consumer } = world({ [idOf(2)]: corrupt });
  const deadLetters = { send: () => Promise.reject(new Error('queue away')) };
  const Records = [1, 2, 3].map((n) => entryRecord(`m${n}`, idOf(n), 3));
  await expect(consume({ ...consumer, deadLetters }, { Records })).rejects.toThrow('queue away');
});
