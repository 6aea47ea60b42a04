import type { ChartCommandOf } from '../../schemas/chart/commands.ts';
import type { ElementAsked, ElementPut, GroupChangeAsked, GroupPut } from '../../schemas/chart/elements.ts';
import type { Refusal } from '../../schemas/error.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import { placeOf } from '../../schemas/nemsis/entries.ts';
import { type Issue, refuseFor } from '../issues.ts';
import { attributeFaults, checkValue } from './check-value.ts';
import { recordableElement, recordableGroup } from './recordable.ts';

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

const unknownElement = (element: string, dictionary: Dictionary): string =>
  indexOf(dictionary).elements.has(element)
    ? `${element} is said by the agency or by the software, not by a chart`
    : `There is no element ${element} in this release`;

const judgedElement = (
  { group, element, values: asked }: ElementAsked,
  path: string,
  dictionary: Dictionary,
): Judged<ElementPut> => {
  const values = asked ?? [];
  const put = { group, element, values };
  if (values.length === 0) return { issues: [], put };
  const found = recordableElement(element, dictionary);
  if (!found) {
    const message = unknownElement(element, dictionary);
    return { issues: [{ path: `${path}.element`, element, message }], put };
  }
  const { definition, within } = found;
  const { max = values.length } = definition;
  const tooMany = {
    path: `${path}.values`,
    element,
    message: `${element} must not have more values than ${max}`,
  };
  const faults = values.flatMap((value, n) =>
    checkValue({ element, ...value }, dictionary, `${path}.values.${n}`),
  );
  return { issues: [...(values.length > max ? [tooMany] : []), ...faults], put: { ...put, within } };
};

const judgedGroup = (asked: GroupChangeAsked, path: string, dictionary: Dictionary): Judged<GroupPut> => {
  if ('removed' in asked) return { issues: [], put: asked };
  const { group, attributes = {} } = asked;
  const found = recordableGroup(group, dictionary);
  if (!found) {
    const message = `There is no repeating group ${group} of a chart in this release`;
    return { issues: [{ path: `${path}.group`, message }], put: { ...asked, within: '' } };
  }
  const { definition, within } = found;
  const faults = attributeFaults(group, attributes, { definitions: definition.attributes, dictionary });
  const issues = faults.map(({ rule, message }) => ({ path: `${path}.attributes`, rule, message }));
  return { issues, put: { ...asked, within } };
};

/** Places that are named twice, so that nobody could say what is meant. */
const twice = (names: readonly string[], list: string): Issue[] =>
  names.flatMap((name, n) =>
    names.indexOf(name) < n ? [{ path: `${list}.${n}`, message: 'is named twice in one request' }] : [],
  );

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
    ...twice(
      groups.map(({ id }) => id),
      'groups',
    ),
    ...twice(elements.map(placeOf), 'elements'),
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
