import { describe, expect, test } from 'vitest';
import { partText, statusText } from '../../../../bin/ems/view/status-text.ts';
import { FIRST } from '../../../../store/views/generations.ts';
import type { PartStatus } from '../../../../store/views/status.ts';

const filling: PartStatus = {
  part: 'fill',
  done: false,
  worked: 1200,
  of: 5000,
  per_second: 400,
  seconds_left: 10,
  wrong: 0,
};

describe('a line of progress', () => {
  test.each([
    [{}, 'filling: 1200 of about 5000 commits, 400 a second, about 10 s left'],
    [{ done: true, of: 1200, seconds_left: 0 }, 'filling: 1200 commits, 400 a second, done'],
    [
      { part: 'discard', of: undefined, seconds_left: undefined },
      'deleting: 1200 rows, 400 a second, how much is left is not known',
    ],
    [{ wrong: 3 }, 'filling: 1200 of about 5000 commits, 400 a second, about 10 s left, 3 wrong'],
  ] as const)('%o', (change, text) => {
    expect(partText({ ...filling, ...change })).toBe(text);
  });
});

test('how it stands names both generations, and each part of the work', () => {
  const copies = { ...FIRST, state: 'building', beside: 1, since: '2026-01-01T00:00:00.000Z' } as const;
  expect(statusText({ copies, wait_ms: 0, parts: [filling] }).split('\n')).toStrictEqual([
    'building: generation 0 is live',
    '  generation 1 is being built, since 2026-01-01T00:00:00.000Z',
    '  filling: 1200 of about 5000 commits, 400 a second, about 10 s left',
  ]);
  expect(statusText({ copies: FIRST, wait_ms: 0, parts: [] })).toBe('idle: generation 0 is live');
});
