import type { Dictionary, ElementDefinition, GroupDefinition } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import { ROOT } from '../../schemas/nemsis/instance.ts';

/** All that a chart says stands in a report; what an agency says of itself, in another. */
const REPORTS = { EMS: 'PatientCareReport', DEM: 'DemographicReport' } as const;

/** Who writes a report, and under which number: facts about the export, which no chart says. */
const RECORDS: readonly (string | undefined)[] = ['eRecord', 'dRecord'];

/** What can be said of the standard, and the repeating group that it stands in; `root` where it stands in none. */
interface Recordable<D> {
  readonly definition: D;
  readonly within: string;
}

const recordable = <D>(
  found: { readonly definition: D; readonly path: readonly string[] },
  dictionary: Dictionary,
): Recordable<D> | undefined => {
  const { definition, path } = found;
  const top = REPORTS[dictionary.kind];
  const [report, section, ...others] = path.slice(path.indexOf(top));
  if (report !== top || RECORDS.includes(section)) return undefined;
  const { groups } = indexOf(dictionary);
  const within = [section, ...others].findLast((name = '') => groups.get(name)?.definition.max !== 1);
  return { definition, within: within ?? ROOT };
};

/** An element by its number; undefined for one that no chart says, and for one that is not of the release. */
export const recordableElement = (
  element: string,
  dictionary: Dictionary,
): Recordable<ElementDefinition> | undefined => {
  const found = indexOf(dictionary).elements.get(element);
  return found && recordable(found, dictionary);
};

/** A repeating group by its name; undefined for one that no chart has, and for one that is not of the release. */
export const recordableGroup = (
  group: string,
  dictionary: Dictionary,
): Recordable<GroupDefinition> | undefined => {
  const found = indexOf(dictionary).groups.get(group);
  return found && found.definition.max !== 1 ? recordable(found, dictionary) : undefined;
};
