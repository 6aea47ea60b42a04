import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import * as z from 'zod';
import type { ReadDataSet } from '../../../adapters/nemsis-xml/read-xml.ts';
import { CHART_CONFIGURATION } from '../../../domain/nemsis/agency-dictionary.ts';
import { dataSetToAgencies } from '../../../domain/nemsis/data-set-to-agency.ts';
import { TenantId } from '../../../schemas/identity.ts';
import { type Group, isGroup } from '../../../schemas/nemsis/data-set.ts';
import type { Entries } from '../../../schemas/nemsis/entries.ts';
import type { EventStore } from '../../../store/event-store.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Io } from '../cli/io.ts';
import type { Screen } from '../cli/screen.ts';
import { type Session, verb, withCommonOptions } from '../cli/verb.ts';
import { readDataSetFile } from '../nemsis/data-set-file.ts';
import { type DefinitionImport, importDefinitions } from './import-definitions.ts';
import { type AgencyImport, type DemographicImport, importDemographics } from './import-demographics.ts';
import { storeOf } from './parts.ts';

const Asked = z.object({ file: z.string().min(1), tenant: TenantId });
type Asked = z.output<typeof Asked>;

const unusable = (file: string, what: string) =>
  new OperatorFault({
    problem: `${file} ${what}.`,
    advice: 'Name a file of demographic data (DEM) with one report, or of patient care reports (EMS).',
  });

const reported = (name: string, { dataSet, dictionary }: ReadDataSet): Entries => {
  const [agency, ...others] = dataSetToAgencies(dataSet, dictionary, randomUUID);
  if (!agency || others.length > 0) throw unusable(name, `holds ${others.length + 1} reports`);
  return agency.entries;
};

const importAgency = async (store: EventStore, run: DemographicImport, screen: Screen): Promise<void> => {
  const done = await importDemographics(store, run);
  const { version, elements, groups } = done;
  screen.result(
    { tenant_id: run.tenant, ...done },
    `${run.tenant}: version ${version}, ${elements} elements in ${groups} groups`,
  );
};

/** The group that defines custom elements, which a file of reports has once. */
const customIn = (name: string, { dataSet }: ReadDataSet): Group => {
  const custom = dataSet.children
    .flatMap((header) => (isGroup(header) ? header.children : []))
    .filter(isGroup)
    .find(({ group }) => group === CHART_CONFIGURATION);
  if (!custom) throw unusable(name, 'holds neither demographic data nor custom elements');
  return custom;
};

const namesOf = (names: readonly string[]): string => names.join(', ') || 'none';

const importCustom = async (store: EventStore, run: DefinitionImport, screen: Screen): Promise<void> => {
  const done = await importDefinitions(store, run);
  const { version, added, otherwise } = done;
  const kept = otherwise.length === 0 ? '' : `; defined otherwise, and left: ${namesOf(otherwise)}`;
  screen.result(
    { tenant_id: run.tenant, ...done },
    `${run.tenant}: version ${version}, custom elements added: ${namesOf(added)}${kept}`,
  );
};

type Work = (store: EventStore, run: AgencyImport, screen: Screen) => Promise<void>;

/** What is to be done with a file; a fault says why where it is of no use. */
const workOf = (file: string, read: ReadDataSet): Work => {
  if (read.dictionary.kind === 'DEM') {
    const entries = reported(file, read);
    return (store, run, screen) => importAgency(store, { ...run, entries }, screen);
  }
  const custom = customIn(file, read);
  return (store, run, screen) => importCustom(store, { ...run, custom }, screen);
};

const importFile = async ({ file, tenant }: Asked, session: Session): Promise<void> => {
  const { io, screen } = session;
  const read = await readDataSetFile(file);
  const work = workOf(file, read);
  for (const { path, what, name } of read.left)
    screen.progress(`${file}: left out: the ${what} ${name} at ${path}, which the standard does not have.`);
  const store = storeOf(await session.target(), io.now);
  const progress = (text: string) => screen.progress(text);
  await work(store, { tenant, nextId: randomUUID, now: io.now, progress }, screen);
};

const EXAMPLES = `
Of a file of demographic data the agency says exactly what the file says afterwards; what the file does not name is said no
more, but for the custom elements of its charts, which no such file has. What the release of the standard that holds today
does not have is refused, and named.

Of a file of patient care reports the custom elements are taken that it defines (eCustomConfiguration): those that the
agency does not define are added, and nothing else is changed.

Examples:
  npm run ems -- agency import agency.xml --tenant candlewood-ems
  npm run ems -- agency import report.xml --tenant candlewood-ems
  npm run -s ems -- agency import agency.xml --tenant candlewood-ems --json`;

/** The verb `import`: demographic data from a file. */
export const importVerb = (noun: Command, io: Io): void => {
  withCommonOptions(noun.command('import'))
    .description(
      'make an agency say what a file of demographic data says, or define the custom elements of reports',
    )
    .argument('<file>', 'a NEMSIS file of demographic data (DEM), or of patient care reports (EMS)')
    .requiredOption('--tenant <id>', 'the agency')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, importFile));
};
