import { type Element, Node } from 'slimdom';
import { builtinOf } from '../../schemas/nemsis/builtin.ts';
import type { Leaf } from '../../schemas/nemsis/data-set.ts';
import type { ElementDefinition } from '../../schemas/nemsis/dictionary.ts';
import { markupOf } from './markup-of.ts';
import { XSI } from './namespaces.ts';
import { attributesOf, leave, type Reading } from './reading.ts';

/** Types of XML Schema whose blanks are part of the value; of all others they are trimmed away. */
const KEEPS_BLANKS = new Set(['xs:string', 'xs:normalizedString']);

const isNil = (element: Element): boolean =>
  ['true', '1'].includes((element.getAttributeNS(XSI, 'nil') ?? '').trim());

const ownText = (element: Element): string =>
  element.childNodes
    .filter(({ nodeType }) => nodeType === Node.TEXT_NODE || nodeType === Node.CDATA_SECTION_NODE)
    .map(({ nodeValue }) => nodeValue)
    .join('');

const textOf = (element: Element, { type }: ElementDefinition, reading: Reading): string => {
  const text = ownText(element);
  return KEEPS_BLANKS.has(builtinOf(reading.dictionary, type)) ? text : text.trim();
};

const leaveWhatIsInside = (element: Element, text: string, reading: Reading): void => {
  for (const child of element.children)
    leave(reading, child, { what: 'element', name: child.nodeName, text: markupOf(child) });
  if (isNil(element) && text.trim() !== '')
    leave(reading, element, { what: 'text', name: element.localName, text });
};

const code = (element: Element, name: 'NV' | 'PN') => element.getAttribute(name) ?? undefined;

/** Reads one occurrence of an element of the dictionary. */
export const readLeaf = (element: Element, definition: ElementDefinition, reading: Reading): Leaf => {
  const text = textOf(element, definition, reading);
  const nv = code(element, 'NV');
  const pn = code(element, 'PN');
  leaveWhatIsInside(element, text, reading);
  return {
    element: definition.element,
    ...(!isNil(element) && { text }),
    ...(nv !== undefined && { nv }),
    ...(pn !== undefined && { pn }),
    ...attributesOf(element, definition, { reading, apart: ['NV', 'PN'] }),
  };
};
