import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as z from 'zod';
import { ROOT } from '../../local/root.ts';
import type { Say } from '../../local/steps.ts';
import type { Table } from '../report/result.ts';
import { median, quantile, rounded } from '../report/statistics.ts';

const Start = z.strictObject({
  import_ms: z.number(),
  first_ms: z.number(),
  cpu_ms: z.number(),
  rss_mb: z.number(),
  other_ms: z.number(),
  again_ms: z.number(),
});
type Start = z.infer<typeof Start>;

/** A gate, and what it is asked: the folder of its packs, if it has any. */
interface Subject {
  readonly name: string;
  readonly packs?: string;
}

const run = promisify(execFile);
const GATE = fileURLToPath(new URL('./gate-to-start.ts', import.meta.url));
const START_ONCE = fileURLToPath(new URL('./start-gate-once.mjs', import.meta.url));

const bundleGate = async (): Promise<string> => {
  const outfile = join(ROOT, 'bench', '.cache', 'nemsis-gate', 'index.mjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: [GATE],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    logLevel: 'warning',
  });
  return outfile;
};

const startOnce = async (bundle: string, files: readonly string[], { packs }: Subject): Promise<Start> => {
  const args = [START_ONCE, bundle, ...files, ...(packs === undefined ? [] : [packs])];
  const { stdout } = await run(process.execPath, args);
  return Start.parse(JSON.parse(stdout));
};

const row = ({ name }: Subject, starts: readonly Start[]): Table['rows'][number] => {
  const of = (key: keyof Start) => starts.map((start) => start[key]);
  const whole = starts.map(({ import_ms, first_ms }) => import_ms + first_ms);
  return {
    gate: name,
    'import ms': rounded(median(of('import_ms'))),
    'first verdict ms': rounded(median(of('first_ms'))),
    'cold start ms': rounded(median(whole)),
    'p95 ms': rounded(quantile(whole, 0.95)),
    'CPU ms': rounded(median(of('cpu_ms'))),
    'another report ms': rounded(median(of('other_ms'))),
    'the first again ms': rounded(median(of('again_ms'))),
    'RSS MB': rounded(median(of('rss_mb'))),
  };
};

/** The start of a gate in fresh processes, to its first verdict and on to those after it. */
export const measureCold = async (
  { files, packs, runs }: { files: readonly [string, string]; packs: string; runs: number },
  say: Say,
): Promise<Table> => {
  const bundle = await bundleGate();
  const kb = rounded((await stat(bundle)).size / 1000);
  const subjects: Subject[] = [{ name: 'official packs', packs }, { name: 'our own schema alone' }];
  const measured = subjects.map((subject) => ({ subject, starts: [] as Start[] }));
  for (let done = 1; done <= runs; done += 1) {
    for (const { subject, starts } of measured) starts.push(await startOnce(bundle, files, subject));
    if (done % 5 === 0) say(`${done} of ${runs} cold starts of each gate`);
  }
  const rows = measured.map(({ subject, starts }) => row(subject, starts));
  return { title: `Cold start of the gate, a bundle of ${kb} KB, ${runs} runs each`, rows };
};
