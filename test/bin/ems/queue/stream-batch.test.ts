import { expect, test } from 'vitest';
import { batchName, batchReason, batchTold } from '../../../../bin/ems/queue/stream-batch.ts';
import { batchOf, givenUp } from './given-up-batch.ts';

const letter = givenUp('800000000003126276362', '800000000003126276371');

test('what Lambda tells of a batch is read, and the rest of it left', () => {
  expect(batchTold(letter)).toStrictEqual({
    requestContext: { condition: 'RecordAgeExceeded', approximateInvokeCount: 17 },
    DDBStreamBatchInfo: batchOf('800000000003126276362', '800000000003126276371'),
  });
});

test('it is named by its place in the stream, and its reason by Lambda’s own word', () => {
  const told = batchTold(letter);
  expect(told && [batchName(told), batchReason(told)]).toStrictEqual([
    '3 commits of A, 800000000003126276362 to 800000000003126276371',
    'RecordAgeExceeded, after about 17 tries',
  ]);
});

test('records that grew too old before any try have no count of tries', () => {
  const told = batchTold({ ...letter, requestContext: { condition: 'RecordAgeExceeded' } });
  expect(told && batchReason(told)).toBe('RecordAgeExceeded');
});

test.each([
  ['a commit key', { pk: 'candlewood-ems#chart#1', sk: 1, sequence_number: '1' }],
  ['a place that is no number', givenUp('1', 'x')],
  ['a batch of another kind of stream', { ...letter, DDBStreamBatchInfo: undefined, KinesisBatchInfo: {} }],
  ['a list', []],
  ['nothing', undefined],
])('%s is none', (_, body) => {
  expect(batchTold(body)).toBeUndefined();
});
