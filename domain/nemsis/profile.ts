import { type DataSet, type Group, isGroup, isLeaf, type Leaf } from '../../schemas/nemsis/data-set.ts';
import {
  type Dictionary,
  type ElementDefinition,
  type GroupDefinition,
  isElement,
} from '../../schemas/nemsis/dictionary.ts';
import type { DictionaryFinding } from '../../schemas/nemsis/dictionary-finding.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import type { Finding } from '../../schemas/nemsis/finding.ts';
import { checkDataSet } from './check-data-set.ts';
import { fillNotRecorded, NOT_RECORDED } from './fill.ts';

/** A number and its name, as `eVitals.06 Systolic Blood Pressure`; software fills in every group, so none is missing. */
export const titleOf = (element: string, dictionary: Dictionary): string =>
  [element, indexOf(dictionary).elements.get(element)?.definition.name].join(' ');

/** A path as an XPath 2: each step by its local name and number, the root's first. */
const xpathOf = (path: string): string =>
  path
    .split('/')
    .map((step) => `/*:${step.endsWith(']') ? step : `${step}[1]`}`)
    .join('');

/** What would be refused: what is missing though software cannot fill it, and every wrong value. */
const errorOf = ({ element, path, rule, message }: DictionaryFinding, dictionary: Dictionary): Finding => ({
  stage: 'profile',
  rule,
  severity: 'ERROR',
  element,
  location: xpathOf(path),
  message:
    rule === 'missing'
      ? `${titleOf(element, dictionary)} is missing; without it nobody takes the report.`
      : `${message}.`,
});

/** Whether nobody recorded it: nothing is said of it, or just that. */
const isUnrecorded = (leaves: readonly Leaf[]): boolean => leaves.every(({ nv }) => nv === NOT_RECORDED);

/** What an element that nobody recorded comes to; undefined where the standard does not mind. */
const gapOf = (definition: ElementDefinition): Pick<Finding, 'rule' | 'message'> | undefined => {
  const { usage, element, name, deprecated } = definition;
  if (deprecated) return undefined;
  const missing = `${element} ${name} is ${usage.toLowerCase()}, and nothing was recorded`;
  if (usage === 'Required')
    return { rule: 'not-recorded', message: `${missing}; it is sent as not recorded.` };
  return usage === 'Recommended' ? { rule: 'recommended', message: `${missing}.` } : undefined;
};

const gapsIn = (group: Group, definition: GroupDefinition, location: string): Finding[] => {
  const leaves = Map.groupBy(group.children.filter(isLeaf), ({ element }) => element);
  const groups = Map.groupBy(group.children.filter(isGroup), ({ group: name }) => name);
  return definition.children.flatMap((child): Finding[] => {
    if (!isElement(child))
      return (groups.get(child.group) ?? []).flatMap((each, n) =>
        gapsIn(each, child, `${location}/*:${child.group}[${n + 1}]`),
      );
    const gap = isUnrecorded(leaves.get(child.element) ?? []) ? gapOf(child) : undefined;
    return gap ? [{ stage: 'profile', severity: 'WARNING', element: child.element, location, ...gap }] : [];
  });
};

/** A data set in which is filled what nobody recorded, and what it lacks all the same. */
export interface Completed {
  readonly dataSet: DataSet;
  readonly findings: readonly Finding[];
}

/**
 * Fills a data set, and says what it still lacks for its export, by element: an ERROR is what would be refused, a WARNING
 * is what the standard wants and nobody recorded. What software fills with "not recorded" is no error. Of groups that need
 * not be there nothing is asked until they are. Locations are those in the filled data set.
 */
export const completed = (dataSet: DataSet, dictionary: Dictionary): Completed => {
  const filled = fillNotRecorded(dataSet, dictionary);
  const errors = checkDataSet(filled, dictionary).map((each) => errorOf(each, dictionary));
  return {
    dataSet: filled,
    findings: [...errors, ...gapsIn(filled, dictionary.root, `/*:${filled.group}[1]`)],
  };
};

/** What a data set lacks, alone. */
export const completeness = (dataSet: DataSet, dictionary: Dictionary): readonly Finding[] =>
  completed(dataSet, dictionary).findings;
