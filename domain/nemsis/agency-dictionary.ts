import { type Dictionary, isGroup } from '../../schemas/nemsis/dictionary.ts';

/** The group of the elements that an agency defines for its charts. It stands in their data sets, and is the agency's. */
export const CHART_CONFIGURATION = 'eCustomConfiguration';

type Lists = Dictionary['lists'];

/** Of a list that both have, all codes: each data set has those codes only that it uses. */
const joined = (one: Lists, other: Lists): Lists =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((name) => [
      name,
      [...new Map([...(one[name] ?? []), ...(other[name] ?? [])])],
    ]),
  );

const made = (dem: Dictionary, ems: Dictionary): Dictionary => {
  const custom = ems.root.children
    .filter(isGroup)
    .flatMap(({ children }) => children.filter(isGroup))
    .filter(({ group }) => group === CHART_CONFIGURATION);
  return {
    ...dem,
    root: { ...dem.root, children: [...dem.root.children, ...custom] },
    types: { ...ems.types, ...dem.types },
    lists: joined(ems.lists, dem.lists),
  };
};

const known = new WeakMap<Dictionary, Dictionary>();

/** All that an agency may say, in one release: the DEM data set, and what it defines for its charts. Made once. */
export const agencyDictionary = (dem: Dictionary, ems: Dictionary): Dictionary => {
  const dictionary = known.get(dem) ?? made(dem, ems);
  known.set(dem, dictionary);
  return dictionary;
};
