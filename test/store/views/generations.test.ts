import { describe, expect, test } from 'vitest';
import {
  after,
  FIRST,
  type Generations,
  LIFETIME_MS,
  SETTLE_MS,
  type Step,
  unsettled,
  written,
} from '../../../store/views/generations.ts';

const at = new Date('2026-01-01T00:00:00.000Z');
const since = at.toISOString();
const STEPS: readonly Step[] = ['begin', 'verified', 'switch', 'switch_back', 'drop', 'discarded'];

const COPIES: Record<Generations['state'], Generations> = {
  idle: { ...FIRST, rev: 7, last: 3 },
  building: { ...FIRST, rev: 7, state: 'building', beside: 3, last: 3 },
  ready: { ...FIRST, rev: 7, state: 'ready', beside: 3, last: 3 },
  switched: { ...FIRST, rev: 7, state: 'switched', live: 3, beside: 0, last: 3 },
  discarding: { ...FIRST, rev: 7, state: 'discarding', live: 3, beside: 0, last: 3 },
};

/** Each state, each step: what the copies are after it. Where nothing stands the step is refused. */
const AFTER: Record<Generations['state'], Partial<Record<Step, object>>> = {
  idle: { begin: { state: 'building', live: 0, beside: 4, last: 4 } },
  building: {
    verified: { state: 'ready', live: 0, beside: 3, last: 3 },
    drop: { state: 'discarding', live: 0, beside: 3, last: 3 },
  },
  ready: {
    switch: { state: 'switched', live: 3, beside: 0, last: 3 },
    drop: { state: 'discarding', live: 0, beside: 3, last: 3 },
  },
  switched: {
    switch_back: { state: 'switched', live: 0, beside: 3, last: 3 },
    drop: { state: 'discarding', live: 3, beside: 0, last: 3 },
  },
  discarding: { discarded: { state: 'idle', live: 3, last: 3 } },
};

describe.each(Object.values(COPIES))('$state', (copies) => {
  test.each(STEPS)('%s', (step) => {
    const expected = AFTER[copies.state][step];
    expect(after(copies, step, at)).toStrictEqual(expected && { rev: 8, segments: 1, since, ...expected });
  });
});

test('events are written to the live copy and the one beside it, unless that is being deleted', () => {
  expect(Object.values(COPIES).map((copies) => [copies.state, written(copies)])).toStrictEqual([
    ['idle', [0]],
    ['building', [0, 3]],
    ['ready', [0, 3]],
    ['switched', [3, 0]],
    ['discarding', [3]],
  ]);
});

test('a change has reached everybody when what they knew before is too old, and some seconds more', () => {
  const copies = { ...FIRST, since };
  expect(SETTLE_MS).toBeGreaterThan(LIFETIME_MS);
  expect(unsettled(copies, at)).toBe(SETTLE_MS);
  expect(unsettled(copies, new Date(at.getTime() + SETTLE_MS - 1))).toBe(1);
  expect(unsettled(copies, new Date(at.getTime() + SETTLE_MS + 1))).toBe(0);
});
