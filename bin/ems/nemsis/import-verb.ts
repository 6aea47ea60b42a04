import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import * as z from 'zod';
import { dataSetToCharts } from '../../../domain/nemsis/data-set-to-chart.ts';
import { agencyProfile } from '../../../functions/agency.ts';
import { chartRelease } from '../../../functions/chart-release.ts';
import { derivedId } from '../../../functions/commands/ids.ts';
import { isRefusal } from '../../../schemas/error.ts';
import { TenantId } from '../../../schemas/identity.ts';
import type { DataSet } from '../../../schemas/nemsis/data-set.ts';
import { dictionaryOf } from '../../../schemas/nemsis/releases.ts';
import { TimeZone } from '../../../schemas/time-zone.ts';
import type { EventStore } from '../../../store/event-store.ts';
import { storeOf } from '../agency/parts.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Io } from '../cli/io.ts';
import type { Screen } from '../cli/screen.ts';
import { type Session, verb, withCommonOptions } from '../cli/verb.ts';
import { readDataSetFile } from './data-set-file.ts';
import { type ChartImport, importChart } from './import-chart.ts';

const Asked = z.object({ file: z.string().min(1), tenant: TenantId, timeZone: TimeZone.optional() });
type Asked = z.output<typeof Asked>;

/** The mark of a file: what stands in each commit that comes of it. The same content has the same mark. */
const sourceOf = (dataSet: DataSet): string =>
  `nemsis-import:${createHash('sha256').update(JSON.stringify(dataSet)).digest('hex')}`;

/** By what charts that are opened now are judged. */
const releaseNow = (store: EventStore, { tenant }: Asked, now: Date) => {
  const agency = (id: string) => agencyProfile(store, id);
  return chartRelease({ dictionaries: dictionaryOf, agency }, tenant, now.toISOString());
};

/** Ids that the same file always gives, so that an import that broke off is gone on with. */
const idsOf = (source: string) => {
  let made = 0;
  return () => {
    made += 1;
    return derivedId('imported', source, String(made));
  };
};

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
    screen.result(
      { report: index + 1, ...done },
      [
        `report ${index + 1}: chart ${done.id}, version ${done.version}`,
        ...done.left.map((each) => `  left: ${each}`),
      ].join('\n'),
    );
  }
  return refused;
};

const importFile = async (asked: Asked, { io, screen, ...session }: Session): Promise<void> => {
  const { dataSet, dictionary, left } = await readDataSetFile(asked.file);
  if (dictionary.kind !== 'EMS')
    throw new OperatorFault({
      problem: `${asked.file} holds no patient care reports.`,
      advice: 'Import demographic data with "npm run ems -- agency import".',
    });
  const store = storeOf(await session.target(), io.now);
  const source = sourceOf(dataSet);
  for (const { path, what, name } of left)
    screen.progress(`left out: the ${what} ${name} at ${path}, which the standard does not have`);
  const held = await releaseNow(store, asked, io.now());
  const timeZone = asked.timeZone ?? held.profile.facts?.time_zone ?? 'UTC';
  const charts = dataSetToCharts(dataSet, dictionary, { timeZone, nextId: idsOf(source) });
  const of = { store, tenant: asked.tenant, source, dictionary: held.dictionary, now: io.now };
  const refused = await importAll(of, charts, screen);
  if (refused > 0)
    throw new OperatorFault({
      problem: `${refused} of ${charts.length} reports were not imported.`,
      advice: 'The lines above say why; what was imported stays, and is not imported twice.',
    });
};

const EXAMPLES = `
Each report becomes a chart whose id is the report's UUID, so that it is the same report when it is exported. What a chart
cannot hold is named. Each commit says which content it came of, by its SHA-256.

Examples:
  npm run ems -- nemsis import reports.xml --tenant candlewood-ems
  npm run -s ems -- nemsis import reports.xml --tenant candlewood-ems --json`;

/** The verb `import`: charts from a file of another software. */
export const importVerb = (noun: Command, io: Io): void => {
  withCommonOptions(noun.command('import'))
    .description('make charts of the reports in a file of another software')
    .argument('<file>', 'a NEMSIS file of patient care reports (EMS)')
    .requiredOption('--tenant <id>', 'the agency whose charts they become')
    .option('--time-zone <zone>', 'in which moments are written; else that of the agency, else UTC')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, importFile));
};
