import type { ChartCommandOf } from '../../schemas/chart/commands.ts';
import type { ElementAsked, ElementPut, GroupChangeAsked, GroupPut } from '../../schemas/chart/elements.ts';
import type { Refusal } from '../../schemas/error.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { placeOf } from '../../schemas/nemsis/entries.ts';
import { type Issue, refuseFor } from '../issues.ts';
import { attributeFaults, checkValue, type Fault, numberFaults } from './check-value.ts';
import { recordableElement, recordableGroup } from './recordable.ts';
import { notOfCharts } from './said-elsewhere.ts';

/** What is asked of a chart by the numbers and names of the standard. */
export interface AskedEntries {
  readonly elements: readonly ElementAsked[];
  readonly groups: readonly GroupChangeAsked[];
}

/** What the dictionary makes of one thing that is asked: what is wrong with it, and what the chart is told. */
interface Judged<P> {
  readonly issues: readonly Issue[];
  readonly put: P;
}

const judgedElement = (
  { group, element, values: asked }: ElementAsked,
  path: string,
  dictionary: Dictionary,
): Judged<ElementPut> => {
  const values = asked ?? [];
  const put = { group, element, values };
  if (values.length === 0) return { issues: [], put };
  const found = recordableElement(element, dictionary);
  const at = (within: string, { rule, message }: Fault): Issue => ({
    path: `${path}.${within}`,
    element,
    rule,
    message,
  });
  if (!found) {
    const message = notOfCharts(element, dictionary);
    return { issues: [at('element', { rule: 'unknown-element', message })], put };
  }
  const faults = values.flatMap((value, n) =>
    checkValue({ element, ...value }, dictionary, '').map((each) => at(`values.${n}`, each)),
  );
  const issues = [...numberFaults(found.definition, values).map((each) => at('values', each)), ...faults];
  return { issues, put: { ...put, within: found.within } };
};

const judgedGroup = (asked: GroupChangeAsked, path: string, dictionary: Dictionary): Judged<GroupPut> => {
  if ('removed' in asked) return { issues: [], put: asked };
  const { group, attributes = {} } = asked;
  const found = recordableGroup(group, dictionary);
  if (!found) {
    const message = `There is no repeating group ${group} of a chart in this release`;
    return {
      issues: [{ path: `${path}.group`, rule: 'unknown-group', message }],
      put: { ...asked, within: '' },
    };
  }
  const { definition, within } = found;
  const faults = attributeFaults(group, attributes, { definitions: definition.attributes, dictionary });
  const issues = faults.map(({ rule, message }) => ({ path: `${path}.attributes`, rule, message }));
  return { issues, put: { ...asked, within } };
};

/** What is named a second time, with its place: nobody could say which is meant. */
const twice = <T>(asked: readonly T[], nameOf: (each: T) => string): (readonly [number, T])[] => {
  const names = asked.map(nameOf);
  return [...asked.entries()].filter(([n, each]) => names.indexOf(nameOf(each)) < n);
};

const TWICE = 'is named twice in one request';

const namedTwice = ({ elements, groups }: AskedEntries): Issue[] => [
  ...twice(groups, ({ id }) => id).map(([n]) => ({ path: `groups.${n}`, message: TWICE })),
  ...twice(elements, placeOf).map(([n, { element }]) => ({ path: `elements.${n}`, element, message: TWICE })),
];

/**
 * The command that puts elements and groups into a chart, judged by the dictionary of the release that holds for it: or
 * why it is refused, by element. Whether the instances are there is for the chart to say. What is taken away is not
 * judged: it may be of a release that held before.
 */
export const putElementsBy = (
  dictionary: Dictionary,
  { elements, groups }: AskedEntries,
): ChartCommandOf<'put_elements'> | Refusal => {
  const judgedElements = elements.map((each, n) => judgedElement(each, `elements.${n}`, dictionary));
  const judgedGroups = groups.map((each, n) => judgedGroup(each, `groups.${n}`, dictionary));
  const issues = [
    ...namedTwice({ elements, groups }),
    ...judgedGroups.flatMap((each) => each.issues),
    ...judgedElements.flatMap((each) => each.issues),
  ];
  if (issues.length > 0)
    return refuseFor(`It is not as NEMSIS ${dictionary.release} has it; see details.issues.`, issues);
  return {
    type: 'put_elements',
    elements: judgedElements.map(({ put }) => put),
    groups: judgedGroups.map(({ put }) => put),
  };
};
