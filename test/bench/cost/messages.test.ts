import { describe, expect, it } from 'vitest';
import { MAPPINGS } from '../../../bench/cost/mappings.ts';
import { queueEvents, streamEvents } from '../../../bench/cost/messages.ts';

const item = (pk: string, sk: number) => ({ pk: { S: pk }, sk: { N: String(sk) } });

describe('What functions are told while their cost is measured', () => {
  it('tells commits of one stream in one batch, in their order', () => {
    const [only, ...others] = streamEvents([item('a', 1), item('a', 2)]);
    expect(others).toStrictEqual([]);
    expect(only?.Records.map(({ dynamodb }) => dynamodb.Keys)).toStrictEqual([item('a', 1), item('a', 2)]);
  });

  it('tells of many streams in as few batches as the stream has parts, of each once', () => {
    const items = Array.from({ length: 100 }, (_, at) => item(`stream ${at}`, 1));
    const batches = streamEvents(items);
    expect(batches).toHaveLength(MAPPINGS.stream_parts);
    const told = batches.flatMap(({ Records }) => Records.map(({ dynamodb }) => dynamodb.NewImage['pk']?.S));
    expect(told.toSorted()).toStrictEqual(items.map(({ pk }) => pk.S).toSorted());
  });

  it('gives a queue’s messages in batches, the last one shorter', () => {
    const events = queueEvents(['a', 'b', 'c'], 2);
    expect(events.map(({ Records }) => Records.map(({ body }) => body))).toStrictEqual([['a', 'b'], ['c']]);
  });
});
