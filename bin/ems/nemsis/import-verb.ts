import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import * as z from 'zod';
import { dataSetToCharts } from '../../../domain/nemsis/data-set-to-chart.ts';
import { derivedId } from '../../../functions/commands/ids.ts';
import { isRefusal } from '../../../schemas/error.ts';
import { TenantId } from '../../../schemas/identity.ts';
import type { DataSet } from '../../../schemas/nemsis/data-set.ts';
import { TimeZone } from '../../../schemas/time-zone.ts';
import { storeOf } from '../agency/parts.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Io } from '../cli/io.ts';
import type { Screen } from '../cli/screen.ts';
import { type Session, verb, withCommonOptions } from '../cli/verb.ts';
import { type ChartImport, type ImportedReport, importChart } from './import-chart.ts';
import { importingAgency } from './importing-agency.ts';
import { PACKS } from './packs-folder.ts';
import { reportsIn } from './reports-in.ts';

const Asked = z.object({
  file: z.string().min(1),
  tenant: TenantId,
  timeZone: TimeZone.optional(),
  packs: z.string().min(1).optional(),
  force: z.boolean().default(false),
});
type Asked = z.output<typeof Asked>;

/** The mark of a file: what stands in each commit that comes of it. The same content, read in one time zone, has one mark. */
const sourceOf = (dataSet: DataSet, timeZone: string): string =>
  `nemsis-import:${createHash('sha256')
    .update(JSON.stringify([timeZone, dataSet]))
    .digest('hex')}`;

/** Ids that the same file always gives, so that an import that broke off is gone on with. */
const idsOf = (source: string) => {
  let made = 0;
  return () => {
    made += 1;
    return derivedId('imported', source, String(made));
  };
};

const textOf = (report: number, { id, version, before, left }: ImportedReport): string =>
  [
    `report ${report}: chart ${id}, version ${version}${before ? ', imported from this file before' : ''}`,
    ...left.map((each) => `  left: ${each}`),
  ].join('\n');

const importAll = async (of: ChartImport, charts: ReturnType<typeof dataSetToCharts>, screen: Screen) => {
  let refused = 0;
  for (const [index, chart] of charts.entries()) {
    const done = await importChart(of, chart, index);
    if (isRefusal(done)) {
      refused += 1;
      screen.result(
        { report: index + 1, refused: done.message },
        `report ${index + 1}: refused: ${done.message}`,
      );
      continue;
    }
    screen.result({ report: index + 1, ...done }, textOf(index + 1, done));
  }
  return refused;
};

const importFile = async (asked: Asked, session: Session): Promise<void> => {
  const { io, screen } = session;
  const { dataSet, dictionary, left } = await reportsIn(asked, session);
  const store = storeOf(await session.target(), io.now);
  for (const { path, what, name } of left)
    screen.progress(`left out: the ${what} ${name} at ${path}, which the standard does not have`);
  const { agency, dictionary: held } = await importingAgency(store, asked.tenant, io.now().toISOString());
  const timeZone = asked.timeZone ?? agency.facts?.time_zone ?? 'UTC';
  const source = sourceOf(dataSet, timeZone);
  const charts = dataSetToCharts(dataSet, dictionary, { timeZone, nextId: idsOf(source) });
  const of = { store, tenant: asked.tenant, source, dictionary: held, agency, now: io.now };
  const refused = await importAll(of, charts, screen);
  if (refused > 0)
    throw new OperatorFault({
      problem: `${refused} of ${charts.length} reports were not imported.`,
      advice: 'The lines above say why; what was imported stays, and is not imported twice.',
    });
};

const EXAMPLES = `
Each report becomes a chart whose id is the report's UUID, so that it is the same report when it is exported. What a chart
cannot hold, and what an export will say otherwise, is named. Each commit says what file it came of, by the SHA-256 of
what that says: the same file again changes nothing. A file that breaks the schema is refused, for an export of its charts
would be too; with --force, what the standard takes of it is carried. An agency that has never said who it is, is refused with
exit code 2: "ems agency import" first, or see whether the name is right.

Examples:
  npm run ems -- nemsis import reports.xml --tenant candlewood-ems
  npm run ems -- nemsis import reports.xml --tenant candlewood-ems --force
  npm run -s ems -- nemsis import reports.xml --tenant candlewood-ems --json`;

/** The verb `import`: charts from a file of another software. */
export const importVerb = (noun: Command, io: Io): void => {
  withCommonOptions(noun.command('import'))
    .description('make charts of the reports in a file of another software')
    .argument('<file>', 'a NEMSIS file of patient care reports (EMS)')
    .requiredOption('--tenant <id>', 'the agency whose charts they become; it has said who it is')
    .option('--force', 'import it although the schema refuses it')
    .option(...PACKS)
    .option('--time-zone <zone>', 'in which moments are written; else that of the agency, else UTC')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, importFile));
};
