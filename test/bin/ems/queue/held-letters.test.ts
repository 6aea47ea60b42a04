import { expect, test } from 'vitest';
import { HeldLetters } from '../../../../bin/ems/queue/held-letters.ts';
import { firstLetters } from '../../../../bin/ems/queue/list-verb.ts';
import { letter, MemoryQueue } from './memory-queue.ts';

const five = () => new MemoryQueue(['a', 'b', 'c', 'd', 'e'].map((id) => letter(id)));
const idsOf = (letters: readonly { id: string }[]) => letters.map(({ id }) => id);

test('looking through a queue meets each letter once, and leaves all of them as they were', async () => {
  const queue = five();
  expect(idsOf(await firstLetters(queue, 100))).toStrictEqual(['a', 'b', 'c', 'd', 'e']);
  expect(queue.ids).toStrictEqual(['a', 'b', 'c', 'd', 'e']);
  expect(queue.held).toStrictEqual(new Set());
});

test('looking at the first few lets go of all that were taken for it', async () => {
  const queue = five();
  expect(idsOf(await firstLetters(queue, 3))).toStrictEqual(['a', 'b', 'c']);
  expect(queue.held).toStrictEqual(new Set());
});

test('looking at none takes none', async () => {
  const queue = five();
  expect(await firstLetters(queue, 0)).toStrictEqual([]);
  expect(await firstLetters(new MemoryQueue([]), 100)).toStrictEqual([]);
});

test('a letter that comes again when its hold runs out is met once, and let go of by its newest receipt', async () => {
  const queue = five();
  const met: string[] = [];
  const receipts: string[] = [];
  queue.release = async ({ receipt }) => {
    receipts.push(receipt);
  };
  for await (const { id } of new HeldLetters(queue).each()) {
    met.push(id);
    if (id === 'b') queue.held.clear();
  }
  expect(met).toStrictEqual(['a', 'b']);
  expect(receipts).toStrictEqual(['a:2', 'b:2']);
});

test('a removed letter is gone and the others are let go of, also when the work on them fails', async () => {
  const queue = five();
  const letters = new HeldLetters(queue);
  const work = async () => {
    for await (const each of letters.each()) {
      await letters.remove(each);
      if (each.id === 'c') throw new Error('no connection');
    }
  };
  await expect(work()).rejects.toThrow('no connection');
  expect(queue.ids).toStrictEqual(['d', 'e']);
  expect(queue.held).toStrictEqual(new Set());
});
