import { readFile } from 'node:fs/promises';
import { DOCUMENT_LIMITS } from '../../../adapters/nemsis-xml/limits.ts';
import { type ReadDataSet, readXml } from '../../../adapters/nemsis-xml/read-xml.ts';
import { safeText } from '../../../adapters/nemsis-xml/safe-xml.ts';
import { Dictionary } from '../../../schemas/nemsis/dictionary.ts';
import { dictionaryOf, NEWEST_RELEASE } from '../../../schemas/nemsis/releases.ts';
import { OperatorFault } from '../cli/fault.ts';

/** The dictionaries by which files are read: those of the newest release that is built in. */
export const dictionaries = (): Dictionary[] =>
  Dictionary.shape.kind.options.flatMap((kind) => dictionaryOf(NEWEST_RELEASE, kind) ?? []);

const unusable = (file: string, message: string) =>
  new OperatorFault({
    problem: `${file}: ${message}`,
    advice: 'Name a NEMSIS file of EMS or demographic data, in UTF-8 or UTF-16.',
  });

const textOf = async (file: string): Promise<string> => {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) throw new OperatorFault({ problem: `${file} cannot be read.`, advice: 'Name an XML file.' });
  const safe = safeText(bytes, DOCUMENT_LIMITS);
  if (!safe.ok) throw unusable(file, safe.message);
  return safe.text;
};

/** Reads a NEMSIS file as a data set; a fault says why where it is none. */
export const readDataSetFile = async (file: string): Promise<ReadDataSet> => {
  const read = readXml(await textOf(file), dictionaries());
  if (read.ok) return read;
  throw unusable(file, read.message);
};
