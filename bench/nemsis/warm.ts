import type { Say } from '../../local/steps.ts';
import type { Table } from '../report/result.ts';
import { quantile, rounded } from '../report/statistics.ts';
import { type CertificationCase, GOAL_CASE } from './certification-cases.ts';
import { type Parts, STAGES, type Stage, stagesOf } from './stages.ts';
import { hasXmllint, xmllintMs } from './xmllint.ts';

/** Rounds before any is measured: until then the engine still compiles what runs often. */
const WARM_UP = 150;
const ROUNDS = 200;
/** Rounds that a stage has to itself before the next stage's turn: so each pays for the garbage that it makes, and not for others'. */
const TURN = 20;

/** Milliseconds of p95 of the case that has goals. */
const GOALS: Readonly<Record<Stage, number>> = {
  'map + write': 5,
  XSD: 2,
  Schematron: 20,
  'whole gate': 30,
};

const XMLLINT = 'XSD by xmllint';

interface Sample {
  readonly ms: number;
  readonly cpuMs?: number;
}

const timed = async (work: () => number | Promise<number>): Promise<Sample> => {
  const [before, began] = [process.cpuUsage(), performance.now()];
  const found = await work();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  if (found !== 0)
    throw new Error('A certification case is not judged as valid: something else is measured.');
  return { ms, cpuMs: (user + system) / 1000 };
};

const goalOf = (stage: string, name: string, p95: number): string => {
  const most = STAGES.find((each) => each === stage);
  if (name !== GOAL_CASE || most === undefined) return '–';
  return p95 <= GOALS[most] ? 'met' : `missed by ${rounded(p95 - GOALS[most])} ms`;
};

const row = ({ name, bytes }: CertificationCase, stage: string, samples: readonly Sample[]) => {
  const ms = samples.map((each) => each.ms);
  const cpu = samples.flatMap(({ cpuMs }) => cpuMs ?? []);
  const p95 = quantile(ms, 0.95);
  return {
    case: name,
    KB: rounded(bytes.length / 1000),
    stage,
    'p50 ms': rounded(quantile(ms, 0.5)),
    'p95 ms': rounded(p95),
    'p50 CPU ms': cpu.length === 0 ? '–' : rounded(quantile(cpu, 0.5)),
    'p95 CPU ms': cpu.length === 0 ? '–' : rounded(quantile(cpu, 0.95)),
    goal: goalOf(stage, name, p95),
  };
};

/** A case with its stages, and what was measured of each. */
interface Subject {
  readonly each: CertificationCase;
  readonly stages: ReturnType<typeof stagesOf>;
  readonly samples: ReadonlyMap<string, Sample[]>;
}

const subjectOf = (each: CertificationCase, parts: Parts): Subject => ({
  each,
  stages: stagesOf(each, parts),
  samples: new Map([...STAGES, XMLLINT].map((stage) => [stage, []])),
});

const warmUp = async ({ stages }: Subject): Promise<void> => {
  for (const stage of STAGES) await timed(stages[stage]);
};

const measure = async ({ stages, samples }: Subject, stage: Stage): Promise<void> => {
  samples.get(stage)?.push(await timed(stages[stage]));
};

/** One stage's turn, in which the cases take turns. */
const takeTurn = async (subjects: readonly Subject[], stage: Stage): Promise<void> => {
  for (let round = 0; round < TURN; round += 1) await inTurns(subjects, (subject) => measure(subject, stage));
};

const lint = (subjects: readonly Subject[], material: string): void => {
  for (const { each, samples } of subjects)
    samples.get(XMLLINT)?.push({ ms: xmllintMs(material, each.path) });
};

const inTurns = async (subjects: readonly Subject[], work: (subject: Subject) => Promise<void>) => {
  for (const subject of subjects) await work(subject);
};

const rowsOf = ({ each, samples }: Subject): Table['rows'] =>
  [...samples].filter(([, taken]) => taken.length > 0).map(([stage, taken]) => row(each, stage, taken));

/** All stages take turns, so that a busy moment meets all alike; xmllint between them, where there is one. */
export const measureWarm = async (
  { cases, parts, material }: { cases: readonly CertificationCase[]; parts: Parts; material: string },
  say: Say,
): Promise<Table> => {
  const subjects = cases.map((each) => subjectOf(each, parts));
  const isLinted = hasXmllint();
  say(`${WARM_UP} rounds to warm up`);
  for (let round = 0; round < WARM_UP; round += 1) await inTurns(subjects, warmUp);
  for (let round = 0; round < ROUNDS; round += TURN) {
    say(`${round} of ${ROUNDS} rounds`);
    for (const stage of STAGES) await takeTurn(subjects, stage);
    if (isLinted) lint(subjects, material);
  }
  return { title: `A report, warm, ${ROUNDS} rounds`, rows: subjects.flatMap(rowsOf) };
};
