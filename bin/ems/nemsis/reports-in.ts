import type { ReadDataSet } from '../../../adapters/nemsis-xml/read-xml.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Session } from '../cli/verb.ts';
import { dataSetIn, fileBytes } from './data-set-file.ts';
import { places } from './differences.ts';
import { findingLine } from './finding-line.ts';
import { schemaFindings } from './schema-findings.ts';

/** Which file, where schemas are installed, and whether it is taken although they refuse it. */
interface Asked {
  readonly file: string;
  readonly packs?: string | undefined;
  readonly force: boolean;
}

const MOST_SHOWN = 20;

/** A file that the schema refuses would be refused again at the next export, so it has to be asked for by --force. */
const judge = async ({ file, packs, force }: Asked, bytes: Uint8Array, { io, screen }: Session) => {
  const findings = await schemaFindings(bytes, { packs, now: io.now });
  for (const finding of findings.slice(0, MOST_SHOWN)) screen.progress(findingLine(finding));
  if (findings.length === 0 || force) return;
  throw new OperatorFault({
    problem: `${file} breaks the schema in ${places(findings.length)}; nothing was imported.`,
    advice:
      'Have it corrected ("ems nemsis check" names every place), or import it with --force: what the standard takes is carried, and the rest is named.',
  });
};

/** Reads the patient care reports of a file that the schema takes, or that are to be taken all the same. */
export const reportsIn = async (asked: Asked, session: Session): Promise<ReadDataSet> => {
  const bytes = await fileBytes(asked.file);
  const read = dataSetIn(asked.file, bytes);
  if (read.dictionary.kind !== 'EMS')
    throw new OperatorFault({
      problem: `${asked.file} holds no patient care reports.`,
      advice: 'Import demographic data with "npm run ems -- agency import".',
    });
  await judge(asked, bytes, session);
  return read;
};
