import { runInProcesses } from './cli/crew.ts';
import { type Options, readOptions } from './cli/options.ts';
import { failureText, progressText } from './cli/report.ts';
import { MUTATIONS } from './mutations/all.ts';
import { plant } from './mutations/plant.ts';

const PROGRESS_MS = 2_000;

const list = (): void => {
  for (const { name, file, why } of MUTATIONS) console.log(`${name}\n    ${file}: ${why}`);
};

/** Everything that happens with one seed. */
const timeline = async ({ from, mutation }: Options): Promise<number> => {
  const planted = MUTATIONS.find(({ name }) => name === mutation);
  if (planted) plant(planted);
  const { simulate } = await import('./simulate.ts');
  const { findings, history } = await simulate(from);
  const readable = findings.map(({ check, problem }) => ({ check, problem: history.readable(problem) }));
  if (findings.length === 0) console.log(`${history.text()}\n\n✓ Seed ${from}: nothing is broken.`);
  else console.log(failureText({ seed: from, findings: readable, timeline: history.text() }, mutation));
  return findings.length > 0 ? 1 : 0;
};

const run = async (options: Options): Promise<number> => {
  const began = performance.now();
  let shown = began;
  const { ran, failure } = await runInProcesses(options, (done) => {
    if (performance.now() - shown < PROGRESS_MS) return;
    shown = performance.now();
    console.log(progressText(done, options.seeds, began));
  });
  if (failure) console.log(`\n${failureText(failure, options.mutation)}\n`);
  console.log(`${failure ? '✗' : '✓'} ${progressText(ran, options.seeds, began)}`);
  return failure ? 1 : 0;
};

const main = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2));
  if (options.list) {
    list();
    return 0;
  }
  return options.timeline ? timeline(options) : run(options);
};

process.exitCode = await main();
