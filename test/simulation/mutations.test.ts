import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Done, runInProcesses } from '../../simulation/cli/crew.ts';
import { MUTATIONS } from '../../simulation/mutations/all.ts';
import type { Mutation } from '../../simulation/mutations/mutation.ts';

const ROOT = join(import.meta.dirname, '../..');
const LONG = 900_000;
const MOST_SEEDS = 10_000;

const run = (mutation: Mutation, from: number, seeds: number): Promise<Done> => {
  const work = { mutation: mutation.name, from, seeds, processes: availableParallelism() };
  return runInProcesses(work, () => undefined);
};

/** The seed that finds a bug: the one that found it before, or, where the world has changed since, another. */
const foundAt = async (mutation: Mutation): Promise<number | undefined> => {
  const before = await run(mutation, mutation.seed, 1);
  return (before.failure ?? (await run(mutation, 1, MOST_SEEDS)).failure)?.seed;
};

describe('The planted bugs', () => {
  it('are many, each with a name of its own, in the store, the publisher, the feed, the projections and the keys', () => {
    expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(22);
    const kinds = new Set(MUTATIONS.map(({ file }) => file.split('/').slice(0, 2).join('/')));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'store/feed',
        'store/views',
        'store/keys',
        'functions/events',
        'functions/subjects',
      ]),
    );
  });

  it.each(MUTATIONS)('$name has one place, and a seed within reach', ({ file, find, seed }) => {
    expect(readFileSync(join(ROOT, file), 'utf8').split(find)).toHaveLength(2);
    expect(seed).toBeLessThanOrEqual(MOST_SEEDS);
  });

  it.concurrent.each(MUTATIONS)('$name is found', { timeout: LONG }, async (mutation) => {
    expect(await foundAt(mutation)).toBeLessThanOrEqual(MOST_SEEDS);
  });
});
