import { describe, expect, it } from 'vitest';
import { batches, type SampleEvent, vitals } from '../../../bench/store/samples.ts';

const bytes = (events: readonly SampleEvent[]): number =>
  events.reduce((sum, event) => sum + JSON.stringify(event).length, 0) / events.length;

describe('The events that are measured', () => {
  it('are of the sizes that they are said to be', () => {
    expect(Math.abs(bytes(vitals('small', 200)) - 230)).toBeLessThan(10);
    expect(Math.abs(bytes(vitals('usual', 200)) - 440)).toBeLessThan(10);
  });

  it('come in commits of so many, after the one that opens the chart', () => {
    expect(batches('small', 1_000, 5).map(({ length }) => length)).toStrictEqual([
      1,
      ...Array.from({ length: 199 }, () => 5),
      4,
    ]);
    expect(
      batches('usual', 10, 1)
        .flat()
        .map(({ type }) => type),
    ).toStrictEqual(['chart.opened', ...Array.from({ length: 9 }, () => 'chart.vitals_recorded')]);
  });
});
