import { availableParallelism } from 'node:os';
import type { Say } from '../local/steps.ts';
import { runInProcesses } from '../simulation/cli/crew.ts';
import type { Part } from './part.ts';
import { rounded } from './report/statistics.ts';

const SEEDS = 1_000;

const READING = [
  'A seed is a whole history: clients, operators and faults over the real code and a cloud in memory, run until all has come to rest, and checked.',
  'The start of the processes is included, and so is the time in which they find out at the end that nothing is left.',
];

const row = async (processes: number, say: Say) => {
  const began = performance.now();
  const { failure } = await runInProcesses({ seeds: SEEDS, from: 1, processes }, (ran) => {
    if (ran % 200 === 0) say(`${ran} of ${SEEDS} seeds in ${processes} processes`);
  });
  if (failure)
    throw new Error(`Seed ${failure.seed} fails: npm run simulate -- --from ${failure.seed} --seeds 1`);
  const seconds = (performance.now() - began) / 1000;
  return { processes, seeds: SEEDS, s: rounded(seconds), 'histories a second': rounded(SEEDS / seconds) };
};

/** Simulated histories a second, in one process and in as many as there are cores. */
export const measureSimulation: Part = async (_options, say) => {
  const rows = [await row(1, say), await row(availableParallelism(), say)];
  return { status: 'measured', tables: [{ title: 'Simulated histories', rows }], reading: READING };
};
