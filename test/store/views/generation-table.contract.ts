import { describe, expect, test } from 'vitest';
import type { GenerationTable } from '../../../store/views/generation-table.ts';
import { after, FIRST, type Generations, type Step } from '../../../store/views/generations.ts';
import { NOTHING, type Progress } from '../../../store/views/progress.ts';

const at = new Date('2026-01-01T00:00:00.000Z');
const next = (copies: Generations, step: Step): Generations => {
  const changed = after(copies, step, at);
  if (!changed) throw new Error(`${step} is not allowed`);
  return changed;
};
const progress = (change: Partial<Progress>): Progress => ({
  generation: 1,
  part: 'fill',
  segment: 0,
  done: false,
  tally: NOTHING,
  started: at.toISOString(),
  at: at.toISOString(),
  ...change,
});

/** What a rebuild relies on where it keeps how far it is. */
export const generationTableContract = (name: string, make: () => GenerationTable): void => {
  describe(`${name}, as the table of generations`, () => {
    test('before anything is stored, the first generation is live', async () => {
      expect(await make().read()).toStrictEqual(FIRST);
    });

    test('a change is read at once, and is taken only from what it was made of', async () => {
      const table = make();
      const building = next(FIRST, 'begin');
      expect(await table.change(building)).toBe('changed');
      expect(await table.read()).toStrictEqual(building);
      expect(await table.change(building)).toBe('stale');
      expect(await table.change(next(building, 'verified'))).toBe('changed');
      expect(await table.change(next(building, 'drop'))).toBe('stale');
      expect(await table.read()).toMatchObject({ state: 'ready', rev: 2 });
    });

    test('of many who change at once, one does', async () => {
      const table = make();
      const answers = await Promise.all(Array.from({ length: 8 }, () => table.change(next(FIRST, 'begin'))));
      expect(answers.filter((answer) => answer === 'changed')).toHaveLength(1);
    });

    test('progress is kept by generation, part and segment; the last that was saved is read', async () => {
      const table = make();
      const kept = [
        progress({ token: '{"a":1}', tally: { ...NOTHING, rows: 3, names: ['t#chart#1'] } }),
        progress({ segment: 1, done: true }),
        progress({ part: 'verify' }),
      ];
      for (const each of [progress({}), ...kept, progress({ generation: 11 })]) await table.save(each);
      const found = await table.progress(1);
      expect(found).toHaveLength(3);
      for (const each of kept) expect(found).toContainEqual(each);
      expect(await table.progress(2)).toStrictEqual([]);
    });
  });
};
