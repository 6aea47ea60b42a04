import { type Element, Node } from 'slimdom';
import type { Group, Leaf } from '../../schemas/nemsis/data-set.ts';
import { type GroupDefinition, isElement } from '../../schemas/nemsis/dictionary.ts';
import { markupOf } from './markup-of.ts';
import { NEMSIS } from './namespaces.ts';
import { readLeaf } from './read-leaf.ts';
import { attributesOf, leave, type Reading } from './reading.ts';

const readChild = (child: Element, parent: string, reading: Reading): Leaf | Group | undefined => {
  const { localName, namespaceURI } = child;
  const { elements, groups } = reading.index;
  const place = namespaceURI === NEMSIS ? (elements.get(localName) ?? groups.get(localName)) : undefined;
  if (place?.path.at(-1) === parent)
    return isElement(place.definition)
      ? readLeaf(child, place.definition, reading)
      : readGroup(child, place.definition, reading);
  leave(reading, child, { what: 'element', name: child.nodeName, text: markupOf(child) });
  return undefined;
};

const isText = ({ nodeType }: Node): boolean =>
  nodeType === Node.TEXT_NODE || nodeType === Node.CDATA_SECTION_NODE;

const leaveText = (element: Element, reading: Reading): void => {
  for (const node of element.childNodes) {
    const text = isText(node) ? (node.nodeValue ?? '').trim() : '';
    if (text !== '') leave(reading, element, { what: 'text', name: element.localName, text });
  }
};

/** Reads a group of the dictionary, with all that stands in it. */
export const readGroup = (element: Element, definition: GroupDefinition, reading: Reading): Group => {
  leaveText(element, reading);
  const children = element.children.map((child) => readChild(child, definition.group, reading));
  return {
    group: definition.group,
    ...attributesOf(element, definition, { reading, apart: [] }),
    children: children.filter((child) => child !== undefined),
  };
};
