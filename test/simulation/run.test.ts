import { describe, expect, it } from 'vitest';
import { MUTATIONS } from '../../simulation/mutations/all.ts';
import { command } from './command.ts';

/** A run takes seconds; how long is for the machine to say. */
const LONG = 600_000;
const PLANTED = 'consumer-forgets-failures';

describe('npm run simulate', { timeout: LONG }, () => {
  it('runs 2,000 seeds, finds nothing, and says how fast', async () => {
    const { code, text } = await command('--seeds', '2000', '--from', '1');
    expect(text).toMatch(/✓ 2,000 of 2,000 seeds, \d+ a second/);
    expect(code).toBe(0);
  });

  it('ends with 1 on the first seed that fails, and shows how it came to that', async () => {
    const { code, text } = await command('--seeds', '200', '--mutation', PLANTED);
    expect(code).toBe(1);
    const [, seed] = /✗ Seed (\d+)/.exec(text) ?? [];
    expect(text).toContain('broken: every commit of a chart is pushed');
    expect(text).toMatch(/^\d\d \d\d:\d\d:\d\d\.\d{3} {2}on-pushes-\d+ +┌ pushes /m);
    const again = ['--seeds', '1', '--from', `${seed}`, '--mutation', PLANTED];
    expect(text).toContain(`npm run simulate -- ${again.join(' ')}`);
    const timeline = (all: string) =>
      all
        .slice(0, all.indexOf('✗ Seed'))
        .split('\n')
        .filter((line) => /^\d\d /.test(line));
    const second = await command(...again);
    expect(timeline(second.text)).toStrictEqual(timeline(text));
    expect(second.code).toBe(1);
  });

  it('shows the whole timeline of a seed that passes', async () => {
    const { code, text } = await command('--timeline', '--from', '3');
    expect(text).toContain('✓ Seed 3: nothing is broken.');
    expect(text).toMatch(/on-feed-1 +feed\.put /);
    expect(code).toBe(0);
  });

  it('tells which bugs can be planted', async () => {
    const { code, text } = await command('--list');
    for (const { name, file } of MUTATIONS) expect(text).toMatch(new RegExp(`^${name}\n    ${file}: `, 'm'));
    expect(code).toBe(0);
  });

  it.each([
    ['--seeds', 'many'],
    ['--from', '-1'],
    ['--mutation', 'none-of-them'],
    ['--no-such-option', ''],
    ['a-word', ''],
  ])('ends with 2 where it is not understood: %s %s', async (...args) => {
    const { code, text } = await command(...args.filter((each) => each !== ''));
    expect([code, text]).toStrictEqual([2, expect.stringContaining('error: ')]);
  });

  it('says what it can be told', async () => {
    const { code, text } = await command('--help');
    for (const option of ['--seeds', '--from', '--processes', '--mutation', '--list', '--timeline'])
      expect(text).toContain(option);
    expect(code).toBe(0);
  });
});
