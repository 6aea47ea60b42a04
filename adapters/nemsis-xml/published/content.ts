import type { Element } from 'slimdom';
import * as z from 'zod';
import {
  type AttributeDefinition,
  ElementDefinition,
  type GroupDefinition,
} from '../../../schemas/nemsis/dictionary.ts';
import type { Declarations } from './schema-files.ts';
import { attributeOf, documentationOf, onlyPart, partsOf, unknownConstruct, whereIs } from './schema-node.ts';
import { UnreadableSchema } from './unreadable-schema.ts';
import type { ValueTypes } from './value-types.ts';

interface Parts {
  readonly declarations: Declarations;
  readonly types: ValueTypes;
  /** NOT values and pertinent negatives, with their labels, as they are met. */
  readonly reasons: Readonly<Record<'NV' | 'PN', Map<string, string>>>;
}

type Definition = ElementDefinition | GroupDefinition;

const occursOf = (node: Element) => {
  const max = node.getAttribute('maxOccurs') ?? '1';
  return {
    min: Number(node.getAttribute('minOccurs') ?? '1'),
    ...(max !== 'unbounded' && { max: Number(max) }),
  };
};

const typeAt = (node: Element): string | Element => node.getAttribute('type') ?? onlyPart(node);

const attributeDefinition = (owner: string, node: Element, { types }: Parts): AttributeDefinition => {
  const name = attributeOf(node, 'name');
  const type = types.nameOf(typeAt(node), `${owner}.${name}`);
  return { name, type, required: node.getAttribute('use') === 'required' };
};

const isReason = (node: Element): boolean => ['NV', 'PN'].includes(attributeOf(node, 'name'));

const reasonsOf = (name: 'NV' | 'PN', nodes: readonly Element[], { types, reasons }: Parts): string[] => {
  const node = nodes.find((each) => each.getAttribute('name') === name);
  const codes = node ? types.codesOf(typeAt(node)) : [];
  for (const [code, label] of codes) reasons[name].set(code, label);
  return codes.map(([code]) => code);
};

const attributesOf = (owner: string, nodes: readonly Element[], parts: Parts): AttributeDefinition[] =>
  nodes.filter((node) => !isReason(node)).map((node) => attributeDefinition(owner, node, parts));

const factsOf = (node: Element): Readonly<Record<string, string>> => {
  const [doc] = documentationOf(node)?.children ?? [];
  if (doc?.localName !== 'nemsisTacDoc')
    throw new UnreadableSchema(`${whereIs(node)} says nothing of itself (nemsisTacDoc).`);
  return Object.fromEntries(doc.children.map((fact) => [fact.localName, (fact.textContent ?? '').trim()]));
};

/** The type of an element's text, and its attributes. */
interface Content {
  readonly type: string | Element;
  readonly attributes: readonly Element[];
}

const simpleContent = (content: Element): Content => {
  const extension = onlyPart(content);
  if (extension.localName !== 'extension') return unknownConstruct(extension);
  return { type: attributeOf(extension, 'base'), attributes: partsOf(extension) };
};

const elementDefinition = (node: Element, { type, attributes }: Content, parts: Parts): ElementDefinition => {
  const element = attributeOf(node, 'name');
  const { name, usage, national, state, deprecated } = factsOf(node);
  const read = ElementDefinition.safeParse({
    element,
    name,
    usage,
    national: national === 'Yes',
    state: state === 'Yes',
    ...(deprecated !== undefined && { deprecated: true }),
    ...occursOf(node),
    nillable: node.getAttribute('nillable') === 'true',
    type: parts.types.nameOf(type, element),
    nv: reasonsOf('NV', attributes, parts),
    pn: reasonsOf('PN', attributes, parts),
    attributes: attributesOf(element, attributes, parts),
  });
  if (read.success) return read.data;
  throw new UnreadableSchema(`${whereIs(node)} is not told as it should be: ${z.prettifyError(read.error)}`);
};

const groupDefinition = (node: Element, complex: Element, parts: Parts): GroupDefinition => {
  const group = attributeOf(node, 'name');
  const [sequence, ...attributes] = partsOf(complex);
  if (sequence?.localName !== 'sequence' || sequence.attributes.length > 0) return unknownConstruct(complex);
  return {
    group,
    ...occursOf(node),
    attributes: attributesOf(group, attributes, parts),
    children: partsOf(sequence).map((child) => definitionOf(child, parts)),
  };
};

/** The declaration of an element's type, where it is complex. */
const complexOf = (node: Element, { declarations }: Parts): Element | undefined => {
  const type = typeAt(node);
  if (typeof type === 'string') return declarations.complexType.get(type);
  return type.localName === 'complexType' ? type : undefined;
};

/** An element of the schema in the dictionary's form: a group where it holds elements, else an element. */
export const definitionOf = (node: Element, parts: Parts): Definition => {
  if (node.localName !== 'element') return unknownConstruct(node);
  const complex = complexOf(node, parts);
  if (!complex) return elementDefinition(node, { type: typeAt(node), attributes: [] }, parts);
  const [first] = partsOf(complex);
  return first?.localName === 'simpleContent'
    ? elementDefinition(node, simpleContent(first), parts)
    : groupDefinition(node, complex, parts);
};
