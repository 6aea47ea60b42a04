import { join } from 'node:path';
import type { Say } from '../local/steps.ts';
import { schemaText } from '../schemas/nemsis/schema-text.ts';
import { nemsisMaterial } from '../test/nemsis-material.ts';
import { compareVerdicts, type Judge } from './nemsis/compare-verdicts.ts';
import { publishedJudge, schemaJudge } from './nemsis/schema-judge.ts';
import { documentsOf, SUBJECTS, type Subject } from './nemsis/subjects.ts';
import type { Part } from './part.ts';
import type { Table } from './report/result.ts';
import { median, rounded } from './report/statistics.ts';

const CHANGES = 10_000;
const ROUND = 500;
const SEED = 1;

const READING = [
  'Official documents are changed in one place each by chance (the same ones in every run), and judged by the schema made from our dictionary and by the published one.',
  'Goal: no verdict differs. A document that both accept is one whose change was allowed.',
  'Milliseconds are of the compilation of each schema, once, and of one document, parsed and judged; medians.',
];

/** A judge that keeps how long each verdict took. */
const timed = (judge: Judge): { readonly judge: Judge; readonly took: number[] } => {
  const took: number[] = [];
  return {
    took,
    judge(xml, root) {
      const began = performance.now();
      const verdict = judge(xml, root);
      took.push(performance.now() - began);
      return verdict;
    },
  };
};

const compiled = (compile: () => Judge): { readonly judge: Judge; readonly ms: number } => {
  const began = performance.now();
  const judge = compile();
  return { judge, ms: performance.now() - began };
};

const compare = (subject: Subject, material: string, say: Say): Table['rows'][number] => {
  const { name, dictionary } = subject;
  const ours = compiled(() => schemaJudge(schemaText(dictionary)));
  const theirs = compiled(() => publishedJudge(join(material, subject.published)));
  const [quick, slow] = [timed(ours.judge), timed(theirs.judge)];
  const documents = documentsOf(subject, material);
  const sums = { valid: 0, invalid: 0, differing: 0 };
  for (let done = 0; done < CHANGES; done += ROUND) {
    say(`${name}: ${done} of ${CHANGES} changes`);
    const judges = [quick.judge, slow.judge] as const;
    const found = compareVerdicts({ dictionary, documents, judges, times: ROUND, seed: SEED + done });
    sums.valid += found.valid;
    sums.invalid += found.invalid;
    sums.differing += found.differing.length;
  }
  return {
    schema: name,
    documents: documents.length,
    changes: CHANGES,
    'both accept': sums.valid,
    'both refuse': sums.invalid,
    differ: sums.differing,
    'ours, compile ms': rounded(ours.ms),
    'published, compile ms': rounded(theirs.ms),
    'ours, document ms': rounded(median(quick.took)),
    'published, document ms': rounded(median(slow.took)),
    goal: sums.differing === 0 ? 'met' : 'missed',
  };
};

/** Holds the schemas made from the dictionary against the published ones. */
export const measureVerdicts: Part = async (_options, say) => {
  if (nemsisMaterial === undefined)
    return { status: 'skipped', reason: 'There is no official NEMSIS material beside the checkout.' };
  const material = nemsisMaterial;
  const rows = SUBJECTS.map((subject) => compare(subject, material, say));
  return { status: 'measured', tables: [{ title: 'Verdicts of both schemas', rows }], reading: READING };
};
