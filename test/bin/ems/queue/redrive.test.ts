import { describe, expect, test } from 'vitest';
import { type Redrive, type Redriven, redrive } from '../../../../bin/ems/queue/redrive.ts';
import { BEGAN, letter, MemoryQueue } from './memory-queue.ts';

const collect = async (run: Redrive): Promise<readonly Redriven[]> => {
  const redriven: Redriven[] = [];
  for await (const each of redrive(run)) redriven.push(each);
  return redriven;
};

const outcomes = (redriven: readonly Redriven[]) =>
  redriven.map(({ letter: { id }, refused }) => [id, refused]);

const start = (queue: MemoryQueue, run: Partial<Redrive> = {}) => {
  const sent: string[] = [];
  const resend: Redrive['resend'] = async ({ body }) => {
    sent.push(body);
    return 'sent';
  };
  return { sent, run: { queue, resend, wanted: 'all', began: BEGAN, ...run } satisfies Redrive };
};

describe('all', () => {
  test('each is sent before it is removed, and the queue is empty', async () => {
    const queue = new MemoryQueue(['a', 'b', 'c'].map((id) => letter(id)));
    const there: (readonly string[])[] = [];
    const resend = async () => {
      there.push(queue.ids);
      return 'sent' as const;
    };
    const redriven = await collect(start(queue, { resend }).run);
    expect(outcomes(redriven)).toStrictEqual([
      ['a', undefined],
      ['b', undefined],
      ['c', undefined],
    ]);
    expect(there).toStrictEqual([['a', 'b', 'c'], ['b', 'c'], ['c']]);
    expect(queue.ids).toStrictEqual([]);
  });

  test('one that fails again and comes back while this runs is left for the next time', async () => {
    const queue = new MemoryQueue([letter('a'), letter('b')]);
    const resend: Redrive['resend'] = async ({ id }) => {
      queue.letters.push(letter(`${id} again`, { sentAt: new Date('2026-03-01T12:00:01Z') }));
      return 'sent';
    };
    const redriven = await collect(start(queue, { resend }).run);
    expect(outcomes(redriven)).toStrictEqual([
      ['a', undefined],
      ['b', undefined],
    ]);
    expect(queue.ids).toStrictEqual(['a again', 'b again']);
    expect(queue.held).toStrictEqual(new Set());
  });

  test('one that is refused stays, and the others go on', async () => {
    const queue = new MemoryQueue(['a', 'b', 'c'].map((id) => letter(id)));
    const resend: Redrive['resend'] = async ({ id }) =>
      id === 'b' ? { refused: 'it names no commit' } : 'sent';
    const redriven = await collect(start(queue, { resend }).run);
    expect(outcomes(redriven)).toStrictEqual([
      ['a', undefined],
      ['b', 'it names no commit'],
      ['c', undefined],
    ]);
    expect(queue.ids).toStrictEqual(['b']);
    expect(queue.held).toStrictEqual(new Set());
  });

  test('when sending fails, that letter and those after it stay', async () => {
    const queue = new MemoryQueue(['a', 'b', 'c'].map((id) => letter(id)));
    const resend: Redrive['resend'] = async ({ id }) => {
      if (id === 'b') throw new Error('no connection');
      return 'sent';
    };
    await expect(collect(start(queue, { resend }).run)).rejects.toThrow('no connection');
    expect(queue.ids).toStrictEqual(['b', 'c']);
    expect(queue.held).toStrictEqual(new Set());
  });
});

describe('one by its id', () => {
  test('only that one is sent, and no further letters are taken', async () => {
    const queue = new MemoryQueue(['a', 'b', 'c', 'd', 'e'].map((id) => letter(id)));
    const { sent, run } = start(queue, { wanted: { id: 'c' } });
    expect(outcomes(await collect(run))).toStrictEqual([['c', undefined]]);
    expect(sent).toStrictEqual(['body of c']);
    expect(queue.ids).toStrictEqual(['a', 'b', 'd', 'e']);
    expect(queue.held).toStrictEqual(new Set());
  });

  test('an id that is not there sends nothing', async () => {
    const queue = new MemoryQueue([letter('a')]);
    const { sent, run } = start(queue, { wanted: { id: 'x' } });
    expect(await collect(run)).toStrictEqual([]);
    expect(sent).toStrictEqual([]);
    expect(queue.ids).toStrictEqual(['a']);
  });
});
