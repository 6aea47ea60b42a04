import { type Element, parseXmlDocument } from 'slimdom';

/** An element of XML as it is written: names with their prefixes, attributes in their order, texts as they are meant. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlNode | string)[];
}

/** Where a node is: the index of each child on the way from the root. */
export type XmlPath = readonly number[];

const ELEMENT = 1;
const COMMENT = 8;

export const isNode = (child: XmlNode | string): child is XmlNode => typeof child !== 'string';

const childrenOf = (element: Element): (XmlNode | string)[] => {
  if (element.children.length === 0) return [element.textContent ?? ''].filter((text) => text !== '');
  return element.childNodes.flatMap((child): readonly (XmlNode | string)[] => {
    if (child.nodeType === ELEMENT) return element.children.filter((each) => each === child).map(ofElement);
    return [child.nodeType === COMMENT ? '' : (child.textContent ?? '')].filter((text) => text.trim() !== '');
  });
};

const ofElement = (element: Element): XmlNode => ({
  name: element.nodeName,
  attributes: Object.fromEntries(element.attributes.map(({ nodeName, value }) => [nodeName, value])),
  children: childrenOf(element),
});

/** Reads a document; comments, and blanks between elements, are left out. */
export const readTree = (xml: string): XmlNode => {
  const { documentElement } = parseXmlDocument(xml.replace(/^\uFEFF/, '').trim());
  if (!documentElement) throw new Error('There is no root element.');
  return ofElement(documentElement);
};

const escaped = (text: string): string => text.replace(/[&<>"\n\r\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Writes a document. */
export const writeTree = ({ name, attributes, children }: XmlNode): string => {
  const own = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const content = children.map((child) => (isNode(child) ? writeTree(child) : escaped(child)));
  return `<${name}${own.join('')}>${content.join('')}</${name}>`;
};

/** All elements of a document with their places, the root first. */
export const placesIn = (node: XmlNode, path: XmlPath = []): { node: XmlNode; path: XmlPath }[] => [
  { node, path },
  ...node.children.flatMap((child, index) => (isNode(child) ? placesIn(child, [...path, index]) : [])),
];

/** The document with what a function makes of the element at a place: another, several or none. The root stays one. */
export const replacedAt = (
  root: XmlNode,
  [index, ...rest]: XmlPath,
  make: (node: XmlNode) => readonly XmlNode[],
): XmlNode => {
  if (index === undefined) return make(root)[0] ?? root;
  const children = root.children.flatMap((child, at): readonly (XmlNode | string)[] => {
    if (at !== index || !isNode(child)) return [child];
    return rest.length === 0 ? make(child) : [replacedAt(child, rest, make)];
  });
  return { ...root, children };
};
