import { describe, expect, it } from 'vitest';
import { simulate } from '../../simulation/simulate.ts';

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

  it('brings about what it is made for', async () => {
    const texts: string[] = [];
    for (let seed = 1; seed <= 40; seed += 1) texts.push((await simulate(seed)).history.text());
    const seen = texts.join('\n');
    for (const what of [
      '✗ crashed before events.put',
      '✗ the answer is lost',
      '✗ throttled',
      '✗ timed out',
      'bus            drops for',
      'will come once more',
      'stream         forgets',
      'sweep',
      'work verify',
      'switch',
      'conclude_discard',
      'destroy the key of patient',
      'rotate the key',
      'VERSION_CONFLICT',
      'INVALID_TRANSITION',
    ])
      expect([what, seen.replaceAll(/ +/g, ' ').includes(what.replaceAll(/ +/g, ' '))]).toStrictEqual([
        what,
        true,
      ]);
  });
});
