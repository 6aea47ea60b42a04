import type { Attr, Element } from 'slimdom';
import type { Dictionary, ElementDefinition, GroupDefinition } from '../../schemas/nemsis/dictionary.ts';
import type { DictionaryIndex } from '../../schemas/nemsis/dictionary-index.ts';
import { XSI } from './namespaces.ts';

type Definition = ElementDefinition | GroupDefinition;

/** Something of a text that a data set cannot carry: where it stands, what it is, and all that it says. */
export interface Left {
  readonly path: string;
  readonly what: 'element' | 'attribute' | 'text';
  readonly name: string;
  readonly text: string;
}

/** What a reader knows, and where it notes what it could not carry. */
export interface Reading {
  readonly dictionary: Dictionary;
  readonly index: DictionaryIndex;
  readonly left: Left[];
}

const step = (element: Element): string => {
  const { localName, parentNode } = element;
  const twins = (parentNode?.childNodes ?? []).filter((node) => node.nodeName === element.nodeName);
  return twins.length > 1 ? `${localName}[${twins.indexOf(element) + 1}]` : localName;
};

/** Where an element stands, as `/EMSDataSet/Header/PatientCareReport/eVitals/eVitals.VitalGroup[2]`. */
const pathOf = (element: Element): string =>
  `${element.parentElement ? pathOf(element.parentElement) : ''}/${step(element)}`;

/** Notes what could not be carried. */
export const leave = (reading: Reading, at: Element, { what, name, text }: Omit<Left, 'path'>): void => {
  reading.left.push({ path: pathOf(at), what, name, text });
};

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const ABOUT_THE_TEXT = new Set(['schemaLocation', 'noNamespaceSchemaLocation', 'nil']);

const saysNothing = ({ namespaceURI, localName }: Attr): boolean =>
  namespaceURI === XMLNS || (namespaceURI === XSI && ABOUT_THE_TEXT.has(localName));

const isKnown = ({ namespaceURI, localName }: Attr, { attributes }: Definition): boolean =>
  namespaceURI === null && attributes.some(({ name }) => name === localName);

/** The attributes that the standard gives an element or a group, but those named in `apart`, which are read elsewhere. */
export const attributesOf = (
  element: Element,
  definition: Definition,
  { reading, apart }: { reading: Reading; apart: readonly string[] },
): { attributes?: Record<string, string> } => {
  const said = element.attributes.filter((each) => !saysNothing(each) && !apart.includes(each.name));
  for (const { name, value } of said.filter((each) => !isKnown(each, definition)))
    leave(reading, element, { what: 'attribute', name, text: value });
  const known = said.filter((each) => isKnown(each, definition));
  return known.length === 0
    ? {}
    : { attributes: Object.fromEntries(known.map(({ name, value }) => [name, value])) };
};
