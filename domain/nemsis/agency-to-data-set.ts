import type { DataSet, Group } from '../../schemas/nemsis/data-set.ts';
import { type Dictionary, type GroupDefinition, isGroup } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import type { Entries } from '../../schemas/nemsis/entries.ts';
import { ROOT } from '../../schemas/nemsis/instance.ts';
import { type Placed, saidIn, withinOf } from './chart-map/entries-tree.ts';
import { groupOf, type Instance } from './chart-map/tree.ts';
import { REPORT, withUuid } from './demographics/instance.ts';

const placed = ({ elements, groups }: Entries, dictionary: Dictionary) => {
  const said = saidIn(elements);
  const known = indexOf(dictionary).groups;
  const all = groups.map(({ id, group, parent = ROOT, attributes }): Placed => {
    const definition = known.get(group)?.definition ?? { attributes: [] };
    return { id, group, parent, attributes: withUuid(id, attributes, definition), said: said.get(id) ?? {} };
  });
  return {
    said: said.get(ROOT) ?? {},
    within: withinOf(
      ROOT,
      Map.groupBy(all, ({ parent }) => parent),
    ),
  };
};

/** All that entries say outside of repeating groups, as the instance that a group of the root takes its part of. */
export const agencyInstance = (entries: Entries, dictionary: Dictionary): Instance => ({
  id: ROOT,
  ...placed(entries, dictionary),
  attributes: undefined,
});

const sectionOf = (definition: GroupDefinition, instance: Instance, timeStamp: string): Group[] => {
  if (definition.group === REPORT) return [groupOf(definition, { ...instance, attributes: { timeStamp } })];
  const group = groupOf(definition, instance);
  return group.children.length === 0 ? [] : [group];
};

/**
 * Demographic data as a DEM data set in the standard's order, with one report as of `timeStamp` (ISO 8601 with offset). What
 * the dictionary does not have is left behind. Nothing is filled in.
 */
export const agencyToDataSet = (
  entries: Entries,
  { dictionary, timeStamp }: { readonly dictionary: Dictionary; readonly timeStamp: string },
): DataSet => {
  const instance = agencyInstance(entries, dictionary);
  return {
    group: dictionary.root.group,
    children: dictionary.root.children
      .filter(isGroup)
      .flatMap((section) => sectionOf(section, instance, timeStamp)),
  };
};
