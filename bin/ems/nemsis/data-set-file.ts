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
    exitCode: 2,
  });

/** The bytes of a file; a fault says where it cannot be read. */
export const fileBytes = async (file: string): Promise<Uint8Array> => {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes)
    throw new OperatorFault({ problem: `${file} cannot be read.`, advice: 'Name an XML file.', exitCode: 2 });
  return bytes;
};

/** The data set that the bytes of a file are; a fault says why where they are none. */
export const dataSetIn = (file: string, bytes: Uint8Array): ReadDataSet => {
  const safe = safeText(bytes, DOCUMENT_LIMITS);
  if (!safe.ok) throw unusable(file, safe.message);
  const read = readXml(safe.text, dictionaries());
  if (read.ok) return read;
  throw unusable(file, read.message);
};

/** Reads a NEMSIS file as a data set; a fault says why where it is none. */
export const readDataSetFile = async (file: string): Promise<ReadDataSet> =>
  dataSetIn(file, await fileBytes(file));
