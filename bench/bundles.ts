import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFunctions } from '../lib/bundle.ts';
import { FUNCTION_ENTRIES } from '../lib/functions.ts';
import { ROOT } from '../local/root.ts';
import { BARE_ENTRY, bundleBare } from './bundles/bundle-bare.ts';
import { coldStart, type Start, type Subject } from './bundles/cold-start.ts';
import { FIRST_CALLS } from './bundles/first-calls.ts';
import type { Part } from './part.ts';
import type { Table } from './report/result.ts';
import { median, quantile, rounded } from './report/statistics.ts';

const MAX_KB = 1_000;
/** Of functions that read XML, with a parser of their own. */
const MAX_XML_KB = 5_000;
const MAX_RATIO = 1.5;
const ANSWERS_OK = { event: {}, status: 200 };

const READING = [
  'Cold start: a fresh process, from the start of the import to the end of the first call; start of Node itself and of the machine excluded.',
  'All functions take turns, so that a busy moment meets all alike; medians of the runs.',
  `Goals: at most ${MAX_RATIO} times the bare handler, which makes one DynamoDB client and is bundled by esbuild alone; a bundle below ${MAX_KB} KB, or ${MAX_XML_KB} KB where XML is read.`,
  'The last row is the same bare handler, bundled as the functions are: what is left for an AWS client once the bundling leaves out what Lambda never uses.',
];

const subjects = async (): Promise<readonly [Subject, ...Subject[]]> => {
  const bare = { call: ANSWERS_OK, isReference: true };
  const folder = await bundleFunctions(ROOT, [...FUNCTION_ENTRIES, BARE_ENTRY]);
  const bundle = (entry: string) => join(folder, entry, 'index.mjs');
  const functions = FUNCTION_ENTRIES.map((entry) => ({
    name: entry.replace('functions/', ''),
    bundle: bundle(entry),
    call: FIRST_CALLS[entry],
  }));
  return [
    { ...bare, name: 'bare handler', bundle: await bundleBare() },
    ...functions,
    { ...bare, name: 'bare, house bundle', bundle: bundle(BARE_ENTRY) },
  ];
};

const total = ({ import_ms, call_ms }: Start): number => import_ms + call_ms;

const readsXml = (name: string): boolean => name.startsWith('exports/') || name === 'queries/validation';
const mostKb = (name: string): number => (readsXml(name) ? MAX_XML_KB : MAX_KB);

const verdict = (name: string, kb: number, ratio: number): string => {
  const missed = [...(kb < mostKb(name) ? [] : ['size']), ...(ratio <= MAX_RATIO ? [] : ['cold start'])];
  return missed.length === 0 ? 'met' : `missed: ${missed.join(', ')}`;
};

const row = async ({ name, bundle, isReference }: Subject, starts: readonly Start[], bareMs: number) => {
  const kb = (await stat(bundle)).size / 1000;
  const ratio = median(starts.map(total)) / bareMs;
  return {
    function: name,
    'bundle KB': rounded(kb),
    'import ms': rounded(median(starts.map(({ import_ms }) => import_ms))),
    'first call ms': rounded(median(starts.map(({ call_ms }) => call_ms))),
    'cold start ms': rounded(median(starts.map(total))),
    'p95 ms': rounded(quantile(starts.map(total), 0.95)),
    'times bare': Number(ratio.toFixed(2)),
    goal: isReference ? 'reference' : verdict(name, kb, ratio),
  };
};

const table = async (measured: ReadonlyMap<Subject, readonly Start[]>, runs: number): Promise<Table> => {
  const [bare = []] = measured.values();
  const bareMs = median(bare.map(total));
  const rows = await Promise.all([...measured].map(([subject, starts]) => row(subject, starts, bareMs)));
  return { title: `Bundle size and cold start, ${runs} runs each`, rows };
};

/** Each function's bundle size and cold start, beside a handler that does nothing but make one AWS client. */
export const measureBundles: Part = async ({ runs }, say) => {
  const all = await subjects();
  const measured = new Map<Subject, Start[]>(all.map((subject) => [subject, []]));
  for (let run = 1; run <= runs; run += 1) {
    for (const [subject, starts] of measured) starts.push(await coldStart(subject));
    if (run % 5 === 0 || run === runs) say(`${run} of ${runs} runs of ${all.length} bundles`);
  }
  return { status: 'measured', tables: [await table(measured, runs)], reading: READING };
};
