import { LIFETIME_MS, SETTLE_MS } from '../../store/views/generations.ts';
import type { Case } from './explore.ts';
import type { Process } from './process.ts';
import { rebuildMachine } from './rebuild-machine.ts';
import { projector } from './rebuild-projector.ts';
import {
  judge,
  look,
  QUEUES,
  type RebuildWorld,
  rebuildWorld,
  type Written,
  writtenCommits,
} from './rebuild-world.ts';

/** The longest run of a function. */
const LONGEST_MS = SETTLE_MS - LIFETIME_MS - 5_000;

/**
 * The moments that matter, with the announcement of the generation at 0: the last at which one may go by what was read
 * before it, and the first at which the work may begin, when no such run goes on any more.
 */
const MOMENTS = [LIFETIME_MS - 1, SETTLE_MS];

/** Time passes, but not while a run would last longer than a run may; what was decided before 0 is such a run, too. */
const clock: Process<RebuildWorld> = {
  name: 'clock',
  async run({ step }) {
    for (const moment of MOMENTS)
      await step(
        `is at ${moment} ms`,
        (world) => {
          world.clock = moment;
        },
        ({ announced, running, stored }) =>
          announced &&
          running.every((since) => moment - since <= LONGEST_MS) &&
          (stored.has(1) || moment <= LONGEST_MS),
      );
  },
};

/** A writer appends its commit, which each projector will be told of. */
const writer = ({ version, item }: Written): Process<RebuildWorld> => ({
  name: 'writer',
  run: ({ step }) =>
    step(
      `appends v${version}`,
      async ({ table, stored }) => {
        await table.put(item);
        stored.add(version);
      },
      ({ stored }) => stored.size === version - 1,
    ),
});

interface RebuildOptions {
  /** For how long the rebuild waits. */
  readonly settle?: number;
  readonly copies?: (copies: RebuildWorld['copies']) => RebuildWorld['copies'];
}

/**
 * The rebuild of a chart while three writers write it and two projectors, each told of every commit, project it: some
 * 9·10¹⁸ orders, in 300,000 states. Time is a process, too, and a run's length is bounded as that of a function is.
 */
export const rebuildCase = async ({
  settle = SETTLE_MS,
  copies = (all) => all,
}: RebuildOptions): Promise<Case<RebuildWorld>> => {
  const commits = await writtenCommits();
  const begin = () => {
    const world = rebuildWorld();
    return { ...world, copies: copies(world.copies) };
  };
  const { store } = begin();
  return {
    begin,
    look,
    judge,
    processes: [
      ...commits.map(writer),
      ...QUEUES.map((_, queue) => projector(store, queue)),
      clock,
      rebuildMachine(store, settle),
    ],
  };
};
