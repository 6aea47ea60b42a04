import { describe, expect, it } from 'vitest';
import { inBatches } from '../../../../domain/nemsis/demographics/batches.ts';
import { NOTHING, withChanges } from '../../../../domain/nemsis/demographics/part.ts';
import { idOf } from '../../../sample-chart.ts';

const person = (n: number) => ({ id: idOf(n), group: 'dPersonnel.PersonnelGroup' });
const named = (n: number, text: string) => ({
  group: n === 0 ? 'root' : idOf(n),
  element: 'dPersonnel.01',
  values: [{ text }],
});
const changesOf = (count: number, text = 'x') => {
  const numbers = Array.from({ length: count }, (_, n) => n + 1);
  return {
    elements: [named(0, text), ...numbers.map((n) => named(n, text))],
    groups: numbers.map(person),
    removed: [idOf(9_000)],
  };
};

describe('changes in batches', () => {
  it('are one batch where they are few', () => {
    expect(inBatches(changesOf(3))).toStrictEqual([changesOf(3)]);
  });

  it('need not say anything of the agency, nor in each instance', () => {
    const changes = { elements: [], groups: [person(1)], removed: [] };
    expect(inBatches(changes)).toStrictEqual([changes]);
  });

  it.each([
    [200, 'x', 3],
    [60, 'x'.repeat(5_000), 4],
    [2, 'x'.repeat(150_000), 4],
  ])('of %i instances are in parts that fit, and come to the same', (count, text, parts) => {
    const changes = changesOf(count, text);
    const batches = inBatches(changes);
    expect(batches).toHaveLength(parts);
    for (const { groups } of batches) expect(groups.length).toBeLessThanOrEqual(90);
    expect(batches.reduce(withChanges, NOTHING)).toStrictEqual(withChanges(NOTHING, changes));
  });
});
