import { type DataSet, type Group, isLeaf, type Leaf } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary, GroupDefinition } from '../../schemas/nemsis/dictionary.ts';
import type { DictionaryFinding, DictionaryRule } from '../../schemas/nemsis/dictionary-finding.ts';
import { indexOf, nameOf } from '../../schemas/nemsis/dictionary-index.ts';
import { attributeFaults, checkValue } from './check-value.ts';

/** Where a child stands: its name, the how-manieth of that name it is, its path, and the group it stands in. */
interface Place {
  readonly name: string;
  readonly index: number;
  readonly path: string;
  readonly group: GroupDefinition;
  readonly dictionary: Dictionary;
}

type Rule = DictionaryRule;

const finding = (
  rule: Rule,
  { name, path }: Pick<Place, 'name' | 'path'>,
  message: string,
): DictionaryFinding => ({
  element: name,
  path,
  rule,
  message,
});

/** A child that its group does not have: one of another group, or one of no release that we know of. */
const misplaced = (place: Place, kind: 'element' | 'group'): DictionaryFinding => {
  const { name, group, dictionary } = place;
  return indexOf(dictionary)[`${kind}s`].has(name)
    ? finding('wrong-group', place, `${name} must not stand in ${group.group}`)
    : finding(`unknown-${kind}`, place, `There is no ${kind} ${name} in this release`);
};

const tooMany = (place: Place, { max }: { readonly max?: number | undefined }): DictionaryFinding[] =>
  max === undefined || place.index <= max
    ? []
    : [finding('too-many', place, `${place.group.group} must have at most ${max} ${place.name}`)];

/** Whether it has its place directly in a group; the standard gives no name twice. */
const isIn = ({ group }: GroupDefinition, { path }: { readonly path: readonly string[] }): boolean =>
  path.at(-1) === group;

const leafFindings = (leaf: Leaf, place: Place): DictionaryFinding[] => {
  const found = indexOf(place.dictionary).elements.get(leaf.element);
  if (!found || !isIn(place.group, found)) return [misplaced(place, 'element')];
  return [...tooMany(place, found.definition), ...checkValue(leaf, place.dictionary, place.path)];
};

const groupFindings = (group: Group, place: Place): DictionaryFinding[] => {
  const found = indexOf(place.dictionary).groups.get(group.group);
  if (!found || !isIn(place.group, found)) return [misplaced(place, 'group')];
  return [...tooMany(place, found.definition), ...contentFindings(group, found.definition, place)];
};

const missing = (counts: ReadonlyMap<string, number>, { group, path }: Pick<Place, 'group' | 'path'>) =>
  group.children
    .map((child) => ({ name: nameOf(child), min: child.min }))
    .filter(({ name, min }) => (counts.get(name) ?? 0) < min)
    .map(({ name }) => finding('missing', { name, path }, `${group.group} must have ${name}`));

/** What is wrong within a group: its attributes, what it lacks, and each of its children. */
const contentFindings = (
  { group: name, attributes = {}, children }: Group,
  group: GroupDefinition,
  { path, dictionary }: Pick<Place, 'path' | 'dictionary'>,
): DictionaryFinding[] => {
  const counts = new Map<string, number>();
  const inside = children.flatMap((child) => {
    const own = isLeaf(child) ? child.element : child.group;
    const index = (counts.get(own) ?? 0) + 1;
    counts.set(own, index);
    const place = { name: own, index, path: `${path}/${own}[${index}]`, group, dictionary };
    return isLeaf(child) ? leafFindings(child, place) : groupFindings(child, place);
  });
  const { attributes: definitions } = group;
  return [
    ...attributeFaults(name, attributes, { definitions, dictionary }).map(({ rule, message }) =>
      finding(rule, { name, path }, message),
    ),
    ...missing(counts, { group, path }),
    ...inside,
  ];
};

/**
 * Judges a whole data set by the dictionary, in whatever order it is: what is unknown, misplaced, too many or missing,
 * and each value. Together with the order, all but the findings of the rule `reason` are what the XML Schema would find.
 */
export const checkDataSet = (dataSet: DataSet, dictionary: Dictionary): DictionaryFinding[] => {
  const { root } = dictionary;
  const path = dataSet.group;
  if (dataSet.group === root.group) return contentFindings(dataSet, root, { path, dictionary });
  return [finding('unknown-group', { name: path, path }, `The data set must be ${root.group}`)];
};
