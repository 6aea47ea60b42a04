import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readDictionary } from '../../../adapters/nemsis-xml/published/read-dictionary.ts';
import { UnreadableSchema } from '../../../adapters/nemsis-xml/published/unreadable-schema.ts';
import { patternOf, UntranslatablePattern } from '../../../domain/nemsis/xsd-pattern.ts';
import { type Dictionary, type GroupDefinition, isElement } from '../../../schemas/nemsis/dictionary.ts';
import { nationalSubset } from '../../../schemas/nemsis/national-subset.ts';
import { OperatorFault } from '../cli/fault.ts';

const schemasIn = async (folder: string, name: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && basename(entry.name) === name)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
};

const elementsIn = ({ children }: GroupDefinition): number =>
  children.reduce((sum, child) => sum + (isElement(child) ? 1 : elementsIn(child)), 0);

const fault = (problem: string) =>
  new OperatorFault({
    problem,
    advice: 'Name the folder of the schemas as they are published: EMS, DEM and the national subset.',
  });

/** The checks could not judge a text by a pattern they cannot translate: better said now. */
const guardPatterns = ({ types }: Dictionary): void => {
  for (const pattern of Object.values(types).flatMap(({ patterns = [] }) => patterns)) patternOf(pattern);
};

/** The whole data set and its national subset, by what they hold: the folders' names are the publisher's affair. */
const pairOf = (read: readonly Dictionary[], name: string): Dictionary => {
  const [whole, subset, ...more] = read.toSorted(
    (one, other) => elementsIn(other.root) - elementsIn(one.root),
  );
  if (!whole || !subset || more.length > 0)
    throw fault(
      `There are ${read.length} files ${name}; one of the whole data set and one of the national subset are needed.`,
    );
  if (isDeepStrictEqual(nationalSubset(whole), subset)) return whole;
  throw fault(`The national subset of ${name} is not what the flags of the whole data set say.`);
};

/**
 * Reads the dictionary of one data set from a folder of published schemas, and holds its national flags against the
 * schemas of the national subset.
 */
export const readPublished = async (
  folder: string,
  what: Pick<Dictionary, 'kind' | 'release'>,
): Promise<Dictionary> => {
  const name = `${what.kind}DataSet_v3.xsd`;
  const paths = await schemasIn(folder, name).catch(() => {
    throw fault(`The folder ${folder} cannot be read.`);
  });
  try {
    const dictionary = pairOf(
      paths.map((path) => readDictionary({ ...what, path })),
      name,
    );
    guardPatterns(dictionary);
    return dictionary;
  } catch (error) {
    if (error instanceof UnreadableSchema || error instanceof UntranslatablePattern)
      throw fault(error.message);
    throw error;
  }
};
