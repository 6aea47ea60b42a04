import type { DemographicChanges, DemographicPart } from '../../../schemas/agency.ts';
import type { Dictionary } from '../../../schemas/nemsis/dictionary.ts';
import type { DictionaryFinding, DictionaryRule } from '../../../schemas/nemsis/dictionary-finding.ts';
import { indexOf, repeats } from '../../../schemas/nemsis/dictionary-index.ts';
import { ROOT } from '../../../schemas/nemsis/instance.ts';
import { attributeFaults, checkValue, numberFaults } from '../check-value.ts';
import { notOfAgencies } from '../said-elsewhere.ts';
import { REPORT, withUuid } from './instance.ts';

type Groups = DemographicPart['groups'];

/** What changes are judged by: the groups that stay, those there will be, and the standard. */
interface Judging {
  readonly before: Groups;
  readonly after: Groups;
  readonly dictionary: Dictionary;
}

interface Place {
  readonly element: string;
  readonly path: string;
}

const finding = (place: Place, rule: DictionaryRule, message: string): DictionaryFinding => ({
  ...place,
  rule,
  message,
});

const isInstance = (name: string, dictionary: Dictionary): boolean => {
  const definition = indexOf(dictionary).groups.get(name)?.definition;
  return definition !== undefined && name !== REPORT && repeats(definition);
};

/** The repeating group that something must stand in, or `root`. */
const homeIn = (path: readonly string[], dictionary: Dictionary): string =>
  path.findLast((name) => isInstance(name, dictionary)) ?? ROOT;

const isAtHome = (instance: string, home: string, groups: Groups): boolean =>
  home === ROOT ? instance === ROOT : groups[instance]?.group === home;

const misplaced = (place: Place, home: string): DictionaryFinding =>
  finding(
    place,
    'wrong-group',
    home === ROOT
      ? `${place.element} must stand in ${ROOT}, the agency itself`
      : `${place.element} must stand in an instance of ${home}`,
  );

/** The name of an attribute that there is not may be anything, so it is not repeated. */
const told = (found: DictionaryFinding): DictionaryFinding =>
  found.rule === 'unknown-attribute'
    ? { ...found, message: `${found.element} must not have an attribute of this name` }
    : found;

const elementFindings = (
  { group, element, values }: DemographicChanges['elements'][number],
  index: number,
  { after, dictionary }: Judging,
): DictionaryFinding[] => {
  const at = (within: string): Place => ({ element, path: `elements.${index}.${within}` });
  const placed = indexOf(dictionary).elements.get(element);
  if (!placed) return [finding(at('element'), 'unknown-element', notOfAgencies(element))];
  const home = homeIn(placed.path, dictionary);
  if (!isAtHome(group, home, after)) return [misplaced(at('group'), home)];
  return [
    ...numberFaults(placed.definition, values).map(({ rule, message }) =>
      finding(at('values'), rule, message),
    ),
    ...values.flatMap((value, n) => checkValue({ element, ...value }, dictionary, at(`values.${n}`).path)),
  ];
};

const isMoved = ({ id, group, parent }: DemographicChanges['groups'][number], before: Groups): boolean => {
  const was = before[id];
  return was !== undefined && (was.group !== group || was.parent !== parent);
};

const groupFindings = (
  given: DemographicChanges['groups'][number],
  index: number,
  { before, after, dictionary }: Judging,
): DictionaryFinding[] => {
  const { id, group, parent = ROOT, attributes } = given;
  const at = (within: string): Place => ({ element: group, path: `groups.${index}.${within}` });
  const placed = indexOf(dictionary).groups.get(group);
  if (!placed || !isInstance(group, dictionary))
    return [
      finding(at('group'), 'unknown-group', 'There is no repeating group of this name in this release'),
    ];
  if (isMoved(given, before))
    return [finding(at('id'), 'wrong-group', `${group} must stay where it is, or be removed first`)];
  const home = homeIn(placed.path, dictionary);
  if (!isAtHome(parent, home, after)) return [misplaced(at('parent'), home)];
  const { attributes: definitions } = placed.definition;
  return attributeFaults(
    group,
    { ...withUuid(id, attributes, placed.definition) },
    {
      definitions,
      dictionary,
    },
  ).map(({ rule, message }) => finding(at('attributes'), rule, message));
};

/**
 * Judges changes of demographic data by the dictionary: unknown elements and groups, what stands in the wrong group, too
 * many values, and each value. Whether a reason is given where there is no value, and what is missing, is judged when it
 * is exported. `path` is where it is among the changes, as `elements.3.values.0`.
 */
export const checkDemographics = (changes: DemographicChanges, judging: Judging): DictionaryFinding[] => {
  const findings = [
    ...changes.groups.flatMap((each, index) => groupFindings(each, index, judging)),
    ...changes.elements.flatMap((each, index) => elementFindings(each, index, judging)),
  ];
  return findings.filter(({ rule }) => rule !== 'reason').map(told);
};
