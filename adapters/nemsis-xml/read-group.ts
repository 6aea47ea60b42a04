import { type Element, Node } from 'slimdom';
import type { Group, Leaf } from '../../schemas/nemsis/data-set.ts';
import type { GroupDefinition } from '../../schemas/nemsis/dictionary.ts';
import { NEMSIS } from './namespaces.ts';
import { readLeaf } from './read-leaf.ts';
import { attributesOf, leave, type Reading } from './reading.ts';

const readChild = (child: Element, parent: GroupDefinition, reading: Reading): Leaf | Group | undefined => {
  const { localName, namespaceURI, textContent } = child;
  const known = namespaceURI === NEMSIS && reading.places.groups.get(parent.group)?.order.has(localName);
  const element = known ? reading.places.elements.get(localName) : undefined;
  if (element) return readLeaf(child, element, reading);
  if (known) return readGroup(child, reading);
  leave(reading, child, { what: 'element', name: child.nodeName, text: textContent ?? '' });
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

/** Reads a group that the dictionary knows, with all that stands in it. */
export const readGroup = (element: Element, reading: Reading): Group => {
  const definition = reading.places.groups.get(element.localName)?.definition;
  if (!definition) throw new Error(`${element.localName} is no group of the dictionary`);
  leaveText(element, reading);
  const children = element.children.map((child) => readChild(child, definition, reading));
  return {
    group: definition.group,
    ...attributesOf(element, definition, { reading, apart: [] }),
    children: children.filter((child) => child !== undefined),
  };
};
