import type { Machine, Outcome, Result, Table } from './result.ts';

const TITLES = {
  bundles: 'Bundles and cold start',
  store: 'The event store on DynamoDB Local',
  rebuild: 'A rebuild of the read model',
  simulation: 'The simulation',
  cost: 'What a command costs',
  latency: 'A command through the deployed stack',
  nemsis: 'A report through the NEMSIS gate',
  verdicts: 'NEMSIS schemas of ours and as published',
} as const;

/** A table in Markdown with its columns aligned, so that it also reads well in a terminal. */
const renderTable = ({ title, rows }: Table): string => {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const [head = '', ...body] = lines.map(
    (line) => `| ${line.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`,
  );
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [`**${title}**`, '', head, rule, ...body].join('\n');
};

const renderMachine = ({ cpu, cores, memory_gib, platform, node, load_before }: Machine): string =>
  `${cores} cores of ${cpu}, ${memory_gib} GiB, ${platform}, Node ${node}; load before: ${load_before}`;

const renderOutcome = (outcome: Outcome): string => {
  if (outcome.status === 'skipped') return `Not measured: ${outcome.reason}`;
  const reading = outcome.reading.map((line) => `- ${line}`).join('\n');
  return [...outcome.tables.map(renderTable), reading].join('\n\n');
};

/** One measurement, for people. */
export const renderResult = ({ part, measured_at, machine, outcome }: Result): string =>
  [
    `## ${TITLES[part]}`,
    `Measured at ${measured_at} on ${renderMachine(machine)}.`,
    renderOutcome(outcome),
  ].join('\n\n');

const INTRODUCTION = `# Measurements

Taken by \`npm run bench\`; the newest of each part. Numbers are of the machine that is named with them: compare only
what was measured in one run, which the ratios are. Timing is never a test: nothing fails because a machine is slow.`;

/** The newest measurements, for people. */
export const renderReport = (results: readonly Result[]): string =>
  `${[INTRODUCTION, ...results.map(renderResult)].join('\n\n')}\n`;
