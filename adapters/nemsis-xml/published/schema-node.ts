import type { Element } from 'slimdom';
import { UnreadableSchema } from './unreadable-schema.ts';

const XS = 'http://www.w3.org/2001/XMLSchema';

/** The parts of a declaration, in their order: elements of XML Schema, without its annotations. */
export const partsOf = (node: Element): Element[] => {
  const parts = node.children.filter(({ localName }) => localName !== 'annotation');
  const strange = parts.find(({ namespaceURI }) => namespaceURI !== XS);
  if (strange) throw new UnreadableSchema(`<${strange.nodeName}> in ${whereIs(node)} is not XML Schema.`);
  return parts;
};

/** The only part of a declaration, which has to be there. */
export const onlyPart = (node: Element): Element => {
  const [part, ...more] = partsOf(node);
  if (part && more.length === 0) return part;
  throw new UnreadableSchema(`${whereIs(node)} has not exactly one part.`);
};

/** An attribute that has to be there. */
export const attributeOf = (node: Element, name: string): string => {
  const value = node.getAttribute(name);
  if (value !== null) return value;
  throw new UnreadableSchema(`${whereIs(node)} has no attribute "${name}".`);
};

/** What documents a declaration, or undefined. */
export const documentationOf = (node: Element): Element | undefined =>
  node.children
    .find(({ localName }) => localName === 'annotation')
    ?.children.find(({ localName }) => localName === 'documentation');

/** Where a declaration stands, for people: `<xs:element name="eVitals.06"> in <xs:complexType name="eVitals">`. */
export const whereIs = (node: Element): string => {
  const name = node.getAttribute('name');
  const own = `<${node.nodeName}${name === null ? '' : ` name="${name}"`}>`;
  const { parentElement } = node;
  return name !== null || parentElement === null ? own : `${own} in ${whereIs(parentElement)}`;
};

/** Refuses a construct that the dictionary has no form for. */
export const unknownConstruct = (node: Element): never => {
  throw new UnreadableSchema(`The dictionary has no form for ${whereIs(node)}.`);
};
