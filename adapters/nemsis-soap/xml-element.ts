import { ParseOption, XmlDocument, XmlElement, XmlParseError } from 'libxml2-wasm';

/** An element of a parsed answer, free of the parser's memory. */
export interface Element {
  /** Without prefix. */
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** All text inside, its ends trimmed. */
  readonly text: string;
}

const OFFLINE = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE;

function* elementsIn(parent: XmlElement): Generator<XmlElement> {
  for (let node = parent.firstChild; node !== null; node = node.next)
    if (node instanceof XmlElement) yield node;
}

const read = (element: XmlElement): Element => ({
  name: element.name,
  namespace: element.namespaceUri,
  attributes: Object.fromEntries(element.attrs.map(({ name, value }) => [name, value])),
  children: [...elementsIn(element)].map(read),
  text: element.content.trim(),
});

const parsed = (xml: string): XmlDocument | undefined => {
  try {
    return XmlDocument.fromString(xml, { option: OFFLINE });
  } catch (error) {
    if (error instanceof XmlParseError) return undefined;
    throw error;
  }
};

/**
 * Reads a stranger's XML, or gives undefined when it is not well-formed, has a DOCTYPE (and so might have entities), or
 * nests deeper than 256. Nothing is ever fetched.
 */
export const readXml = (xml: string): Element | undefined => {
  if (/<!DOCTYPE/i.test(xml)) return undefined;
  const document = parsed(xml);
  if (!document) return undefined;
  try {
    return read(document.root);
  } finally {
    document.dispose();
  }
};

/** The first child of a name, whatever its namespace: services differ in what they qualify. */
export const child = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((each) => each.name === name);

/** All children of a name. */
export const childrenOf = (element: Element | undefined, name: string): readonly Element[] =>
  element?.children.filter((each) => each.name === name) ?? [];

/** The text of a child, or undefined when there is no such child or it is empty. */
export const textOf = (element: Element | undefined, name: string): string | undefined =>
  child(element, name)?.text || undefined;

/** All elements inside, at any depth, in the document's order. */
export function* inside(element: Element): Generator<Element> {
  for (const each of element.children) {
    yield each;
    yield* inside(each);
  }
}

/** A whole number, or undefined when the text is none or too large to be exact. */
export const wholeNumber = (text: string | undefined): number | undefined => {
  if (text === undefined || !/^[+-]?\d+$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : undefined;
};
