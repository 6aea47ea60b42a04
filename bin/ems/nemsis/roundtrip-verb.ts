import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import * as z from 'zod';
import { type ReadDataSet, readXml } from '../../../adapters/nemsis-xml/read-xml.ts';
import { writeXml } from '../../../adapters/nemsis-xml/write-xml.ts';
import { chartToDataSet } from '../../../domain/nemsis/chart-to-data-set.ts';
import { dataSetToCharts, type ImportedChart } from '../../../domain/nemsis/data-set-to-chart.ts';
import { type Difference, diff } from '../../../domain/nemsis/diff.ts';
import type { DataSet } from '../../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../../schemas/nemsis/dictionary.ts';
import { TimeZone } from '../../../schemas/time-zone.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Io } from '../cli/io.ts';
import { type Session, verb } from '../cli/verb.ts';
import { chartOf } from './chart-of.ts';
import { dictionaries, readDataSetFile } from './data-set-file.ts';
import { places, showDifferences, showLeft } from './differences.ts';

const Asked = z.object({
  file: z.string().min(1),
  timeZone: TimeZone,
});
type Asked = z.output<typeof Asked>;

/** Whoever imports; the domain asks for a role that may change charts. */
const IMPORTER = { user_id: '00000000-0000-4000-8000-000000000000', role: 'admin' } as const;

const exported = ({ commands, ...facts }: ImportedChart, dictionary: Dictionary, now: Date): DataSet => {
  const chart = chartOf(commands, {
    id: randomUUID(),
    version: 1,
    time: now.toISOString(),
    actor: IMPORTER,
  });
  return chartToDataSet({ ...facts, chart }, dictionary);
};

/** The data set after the whole way: through a chart where it is a report's, through XML in any case. */
const afterTheWay = ({ dataSet, dictionary }: ReadDataSet, { timeZone }: Asked, now: Date): DataSet => {
  const [chart, ...others] = dictionary.kind === 'EMS' ? charts(dataSet, dictionary, timeZone) : [];
  if (others.length > 0)
    throw new OperatorFault({
      problem: `The file holds ${others.length + 1} reports.`,
      advice: 'Name a file with one patient care report.',
      exitCode: 2,
    });
  const text = writeXml(chart ? exported(chart, dictionary, now) : dataSet, dictionary);
  const again = readXml(text, dictionaries());
  if (!again.ok) throw new Error(`What was written cannot be read: ${again.message}`);
  return again.dataSet;
};

const charts = (dataSet: DataSet, dictionary: Dictionary, timeZone: string): ImportedChart[] =>
  dataSetToCharts(dataSet, dictionary, { timeZone, nextId: randomUUID });

const differs = (found: readonly Difference[], left: number): OperatorFault =>
  new OperatorFault({
    problem: `After the way through a chart it differs in ${places(found.length + left)}.`,
    advice:
      'Where the standard has no place for something, correct the file; all else is a fault of this program.',
  });

const goRound = async (asked: Asked, { io, screen }: Session): Promise<void> => {
  const read = await readDataSetFile(asked.file);
  showLeft(asked.file, read.left, screen);
  const { dataSet, dictionary } = read;
  const found = diff(dataSet, afterTheWay(read, asked, io.now()), { dictionary });
  showDifferences(found, screen);
  if (found.length + read.left.length > 0) throw differs(found, read.left.length);
  screen.progress('It says the same after the way into a chart and out again.');
};

const EXAMPLES = `
Nothing is stored. Differences show what the file says, so they hold what is the patient's. Demographic data has no chart: it
is read, written and read again.

Examples:
  npm run -s ems -- nemsis roundtrip report.xml
  npm run -s ems -- nemsis roundtrip report.xml --time-zone America/New_York --json`;

/** The verb `roundtrip`: a file imported into a chart, exported again, and compared. */
export const roundtripVerb = (noun: Command, io: Io): void => {
  noun
    .command('roundtrip')
    .description(
      'import a file into a chart, export it and compare; exit code 1 when anything differs, 2 when it cannot be read',
    )
    .argument('<file>', 'a file of one patient care report, or of demographic data')
    .option('--time-zone <zone>', "the agency's time zone, in which moments are written", 'UTC')
    .option('--json', 'results for machines: one JSON object a line')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, goRound));
};
