import { type Attr, type Element, Node } from 'slimdom';
import { NEMSIS } from './namespaces.ts';

const XMLNS = 'http://www.w3.org/2000/xmlns/';

const isText = ({ nodeType }: Node): boolean =>
  nodeType === Node.TEXT_NODE || nodeType === Node.CDATA_SECTION_NODE;

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

/** A name with its namespace, whatever prefix was written; without one where it is the usual. */
const named = ({ namespaceURI, localName }: Element | Attr, usual: string | null): string =>
  namespaceURI === usual ? localName : `{${namespaceURI ?? ''}}${localName}`;

const attributesOf = ({ attributes }: Element): string =>
  attributes
    .filter(({ namespaceURI }) => namespaceURI !== XMLNS)
    .map((each) => ` ${named(each, null)}=${JSON.stringify(each.value)}`)
    .sort()
    .join('');

const markup = (element: Element): string => {
  const parts = element.childNodes.map((node) => {
    if (isElement(node)) return markup(node);
    return isText(node) ? (node.nodeValue ?? '').trim() : '';
  });
  const name = named(element, NEMSIS);
  return `<${name}${attributesOf(element)}>${parts.join('')}</${name}>`;
};

/**
 * All that an element says which the standard does not have: its text, or where there is more to it, all of it as markup in
 * one form, whatever prefixes, the order of attributes, comments and blanks between elements.
 */
export const markupOf = (element: Element): string => {
  const { namespaceURI, children, textContent } = element;
  const isPlain = namespaceURI === NEMSIS && children.length === 0 && attributesOf(element) === '';
  return isPlain ? (textContent ?? '') : markup(element);
};
