import { LocalFault } from '../local/fault.ts';
import { isStopping } from '../local/processes.ts';
import { type Say, step } from '../local/steps.ts';
import { type Options, readOptions } from './options.ts';
import type { Part } from './part.ts';
import { keep } from './report/archive.ts';
import { thisMachine } from './report/machine.ts';
import { renderResult } from './report/render.ts';
import type { PartName } from './report/result.ts';

/** Loaded one by one, so that a part is measured without the others' modules in memory. */
const PARTS: Readonly<Record<PartName, () => Promise<Part>>> = {
  bundles: async () => (await import('./bundles.ts')).measureBundles,
  store: async () => (await import('./store.ts')).measureStore,
  rebuild: async () => (await import('./rebuild.ts')).measureRebuild,
  simulation: async () => (await import('./simulation.ts')).measureSimulation,
  cost: async () => (await import('./cost.ts')).measureCost,
  latency: async () => (await import('./latency.ts')).measureLatency,
  nemsis: async () => (await import('./nemsis.ts')).measureNemsis,
  verdicts: async () => (await import('./verdicts.ts')).measureVerdicts,
};

const measure = async (part: PartName, options: Options): Promise<void> => {
  const machine = thisMachine();
  const measured_at = new Date().toISOString();
  const run = await PARTS[part]();
  const outcome = await step(part, (say: Say) => run(options, say));
  const result = { part, measured_at, machine, outcome };
  console.log(`\n${renderResult(result)}\n\nKept in ${await keep(result)}\n`);
};

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2));
  for (const part of options.only) await measure(part, options);
};

main().catch((error: unknown) => {
  if (isStopping()) return;
  console.error(error instanceof LocalFault ? `\n✗ ${error.problem}\n  ${error.advice}` : error);
  process.exit(1);
});
