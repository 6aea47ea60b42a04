import { type Dictionary, type GroupDefinition, isElement } from './dictionary.ts';
import { usedTypes } from './used-types.ts';

/** Correlates data within one data set, for an agency and its state; no part of the national subset. */
const NOT_NATIONAL = 'CorrelationID';

const nationalAttributes = <N extends Pick<GroupDefinition, 'attributes'>>(node: N): N => ({
  ...node,
  attributes: node.attributes.filter(({ name }) => name !== NOT_NATIONAL),
});

const nationalPart = (group: GroupDefinition): GroupDefinition => ({
  ...nationalAttributes(group),
  children: group.children.flatMap((child): GroupDefinition['children'] => {
    if (isElement(child)) return child.national ? [nationalAttributes(child)] : [];
    const part = nationalPart(child);
    return part.children.length > 0 ? [part] : [];
  }),
});

/** What of a dictionary the national registry takes: its national elements in their groups, as they are. */
export const nationalSubset = (dictionary: Dictionary): Dictionary => {
  const root = nationalPart(dictionary.root);
  return { ...dictionary, root, ...usedTypes(dictionary, root) };
};
