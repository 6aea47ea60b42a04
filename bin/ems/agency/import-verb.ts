import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import * as z from 'zod';
import { dataSetToAgencies } from '../../../domain/nemsis/data-set-to-agency.ts';
import { TenantId } from '../../../schemas/identity.ts';
import type { Entries } from '../../../schemas/nemsis/entries.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Io } from '../cli/io.ts';
import { type Session, verb, withCommonOptions } from '../cli/verb.ts';
import { readDataSetFile } from '../nemsis/data-set-file.ts';
import { importDemographics } from './import-demographics.ts';
import { storeOf } from './parts.ts';

const Asked = z.object({ file: z.string().min(1), tenant: TenantId });
type Asked = z.output<typeof Asked>;

const unusable = (file: string, what: string) =>
  new OperatorFault({
    problem: `${file} ${what}.`,
    advice: 'Name a file of demographic data (DEM) with one report.',
  });

const entriesOf = async (file: string, { screen }: Session): Promise<Entries> => {
  const { dataSet, dictionary, left } = await readDataSetFile(file);
  if (dictionary.kind !== 'DEM') throw unusable(file, 'holds no demographic data');
  const [agency, ...others] = dataSetToAgencies(dataSet, dictionary, randomUUID);
  if (!agency || others.length > 0) throw unusable(file, `holds ${others.length + 1} reports`);
  for (const { path, what, name } of left)
    screen.progress(`${file}: left out: the ${what} ${name} at ${path}, which the standard does not have.`);
  return agency.entries;
};

const importFile = async ({ file, tenant }: Asked, session: Session): Promise<void> => {
  const { io, screen } = session;
  const entries = await entriesOf(file, session);
  const done = await importDemographics(storeOf(await session.target(), io.now), {
    tenant,
    entries,
    nextId: randomUUID,
    now: io.now,
    progress: (text) => screen.progress(text),
  });
  const { version, elements, groups } = done;
  screen.result(
    { tenant_id: tenant, ...done },
    `${tenant}: version ${version}, ${elements} elements in ${groups} groups`,
  );
};

const EXAMPLES = `
The agency says exactly what the file says afterwards; what the file does not name is said no more. What the release of
the standard that holds today does not have is refused, and named.

Examples:
  npm run ems -- agency import agency.xml --tenant candlewood-ems
  npm run -s ems -- agency import agency.xml --tenant candlewood-ems --json`;

/** The verb `import`: demographic data from a file. */
export const importVerb = (noun: Command, io: Io): void => {
  withCommonOptions(noun.command('import'))
    .description('make an agency say what a file of demographic data says')
    .argument('<file>', 'a NEMSIS file of demographic data (DEM)')
    .requiredOption('--tenant <id>', 'the agency')
    .addHelpText('after', EXAMPLES)
    .action(verb(io, Asked, importFile));
};
