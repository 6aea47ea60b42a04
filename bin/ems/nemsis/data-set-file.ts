import { readFile } from 'node:fs/promises';
import { type ReadDataSet, readXml } from '../../../adapters/nemsis-xml/read-xml.ts';
import { Dictionary } from '../../../schemas/nemsis/dictionary.ts';
import { dictionaryOf, RELEASES } from '../../../schemas/nemsis/releases.ts';
import { OperatorFault } from '../cli/fault.ts';

const newest = RELEASES.at(-1) ?? '';

/** The dictionaries by which files are read: those of the newest release that is built in. */
export const dictionaries = (): Dictionary[] =>
  Dictionary.shape.kind.options.flatMap((kind) => dictionaryOf(newest, kind) ?? []);

const textOf = async (file: string): Promise<string> => {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) throw new OperatorFault({ problem: `${file} cannot be read.`, advice: 'Name an XML file.' });
  return new TextDecoder('utf-8').decode(bytes);
};

/** Reads a NEMSIS file as a data set; a fault says why where it is none. */
export const readDataSetFile = async (file: string): Promise<ReadDataSet> => {
  const read = readXml(await textOf(file), dictionaries());
  if (read.ok) return read;
  throw new OperatorFault({
    problem: `${file}: ${read.message}`,
    advice: 'Name a NEMSIS file of EMS or demographic data, in UTF-8.',
  });
};
