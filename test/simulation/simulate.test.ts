import { describe, expect, it } from 'vitest';
import { simulate } from '../../simulation/simulate.ts';

const LONG = 600_000;
const MOST_SEEDS = 1_000;

/** What the timelines of some seeds have to tell of. */
const MADE_FOR: readonly string[] = [
  '✗ crashed before events.put',
  '✗ the answer is lost',
  '✗ throttled',
  '✗ timed out',
  'bus drops for',
  'bus refuses',
  'will come once more',
  'was received too often',
  'stream forgets',
  'sweep',
  'work verify',
  'conclude_discard',
  'destroy the key of patient',
  'destroy the key of crew',
  'rotate the key',
  'is answered VERSION_CONFLICT',
  'is answered INVALID_TRANSITION',
];

describe('A simulation', () => {
  it('replays a seed exactly, to the last line of its timeline', async () => {
    const [first, again, other] = [await simulate(23), await simulate(23), await simulate(24)];
    const lines = first.history.text().split('\n');
    expect(lines.length).toBeGreaterThan(100);
    expect(again.history.text().split('\n')).toStrictEqual(lines);
    expect(other.history.text().split('\n')).not.toStrictEqual(lines);
  });

  it('shows the calls that had to do with a thing, and cuts what is long', async () => {
    const { history } = await simulate(23);
    const all = history.text().split('\n');
    const some = history.text('chart-1').split('\n');
    expect(some.length).toBeLessThan(all.length);
    expect(all).toStrictEqual(expect.arrayContaining(some));
    expect(history.text('chart-1', 20).split('\n')).toStrictEqual(some.slice(-20));
  });

  it('brings about what it is made for', { timeout: LONG }, async () => {
    let unseen = MADE_FOR;
    for (let seed = 1; unseen.length > 0 && seed <= MOST_SEEDS; seed += 1) {
      const text = (await simulate(seed)).history.text().replaceAll(/ +/g, ' ');
      unseen = unseen.filter((what) => !text.includes(what));
    }
    expect(unseen).toStrictEqual([]);
  });
});
