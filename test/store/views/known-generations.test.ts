import { expect, test } from 'vitest';
import type { GenerationTable } from '../../../store/views/generation-table.ts';
import { FIRST, LIFETIME_MS } from '../../../store/views/generations.ts';
import { knownGenerations } from '../../../store/views/known-generations.ts';
import { memoryGenerationTable } from '../../../store/views/memory-generation-table.ts';

const counted = (read: GenerationTable['read']) => {
  let asked = 0;
  const table: GenerationTable = {
    ...memoryGenerationTable(),
    read: () => {
      asked += 1;
      return read();
    },
  };
  return { table, asked: () => asked };
};

test('the copies are asked for once in a lifetime, which counts from before the question', async () => {
  let now = 1000;
  const { table, asked } = counted(async () => {
    now += 100;
    return { ...FIRST, rev: now };
  });
  const known = knownGenerations(table, () => now);
  expect(await Promise.all([known(), known()])).toStrictEqual([
    { ...FIRST, rev: 1100 },
    { ...FIRST, rev: 1100 },
  ]);
  now = 1000 + LIFETIME_MS - 1;
  expect((await known()).rev).toBe(1100);
  expect(asked()).toBe(1);
  now = 1000 + LIFETIME_MS;
  expect((await known()).rev).toBe(1000 + LIFETIME_MS + 100);
  expect(asked()).toBe(2);
});

test('a question that failed is asked again', async () => {
  const answers = [Promise.reject(new Error('throttled')), Promise.resolve(FIRST)];
  const { table } = counted(() => answers.shift() ?? Promise.resolve(FIRST));
  const known = knownGenerations(table, () => 0);
  await expect(known()).rejects.toThrow('throttled');
  expect(await known()).toStrictEqual(FIRST);
});
