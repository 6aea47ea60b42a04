import type { Dictionary, ValueType } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import { oddTexts } from './odd-texts.ts';
import type { Random } from './random.ts';
import { isNode, placesIn, replacedAt, type XmlNode } from './xml-tree.ts';

/** A document to be changed in one place. */
interface Site {
  readonly root: XmlNode;
  readonly dictionary: Dictionary;
  readonly random: Random;
}

type Mutation = (site: Site) => XmlNode;

/** Changes one element that is chosen by chance: into another, into several or into none. */
const somewhere =
  (
    make: (node: XmlNode, site: Site) => readonly XmlNode[],
    which: (node: XmlNode) => boolean = () => true,
  ): Mutation =>
  (site) => {
    const places = placesIn(site.root).filter(({ node, path }) => path.length > 0 && which(node));
    if (places.length === 0) return site.root;
    return replacedAt(site.root, site.random.pick(places).path, (node) => make(node, site));
  };

const isLeaf = (node: XmlNode): boolean => !node.children.some(isNode);
const isGroup = (node: XmlNode): boolean => !isLeaf(node);
const isNil = ({ attributes }: XmlNode): boolean => 'xsi:nil' in attributes;

const textOf = ({ children }: XmlNode): string => children.filter((child) => !isNode(child)).join('');

const withText = (node: XmlNode, text: string): XmlNode => ({ ...node, children: text === '' ? [] : [text] });

const withAttribute = (node: XmlNode, name: string, value: string): XmlNode => ({
  ...node,
  attributes: { ...node.attributes, [name]: value },
});

const without = (node: XmlNode, name: string): XmlNode => ({
  ...node,
  attributes: Object.fromEntries(Object.entries(node.attributes).filter(([key]) => key !== name)),
});

const typeNamed = (name: string | undefined, { types }: Dictionary): ValueType =>
  (name === undefined ? undefined : types[name]) ?? {};

const typeOf = ({ name }: XmlNode, dictionary: Dictionary): ValueType =>
  typeNamed(indexOf(dictionary).elements.get(name)?.definition.type, dictionary);

const oddText = (node: XmlNode, { dictionary, random }: Site): string =>
  random.pick(oddTexts(textOf(node), typeOf(node, dictionary), dictionary));

const anyCode = ({ dictionary, random }: Site): string => {
  const codes = random.pick(Object.values(dictionary.lists).filter((list) => list.length > 0));
  return random.pick(codes)[0];
};

const anyName = ({ dictionary: { root }, dictionary, random }: Site): string => {
  const { elements, groups } = indexOf(dictionary);
  return random.pick([...elements.keys(), ...groups.keys(), root.group.toLowerCase(), 'eOther.99', 'x']);
};

const VALUES = ['true', 'false', '1', '0', 'TRUE', '', ' true '];

const NAMES = [
  'CorrelationID',
  'CodeType',
  'UUID',
  'PhoneNumberType',
  'StreetAddress2',
  'ETCO2Type',
  'DistanceUnit',
  'lang',
  'nv',
];

const reasonOf = (name: 'NV' | 'PN', { dictionary, random }: Site): string =>
  random.pick([
    ...(dictionary.lists[name] ?? []).map(([code]) => code),
    '7701002',
    '',
    ' 7701003',
    '7701003 ',
    'x',
  ]);

const reasoned: Mutation = somewhere((node, site) => {
  const name = site.random.pick(['NV', 'PN'] as const);
  const reason = withAttribute(node, name, reasonOf(name, site));
  return [site.random.below(2) === 0 ? reason : withText(withAttribute(reason, 'xsi:nil', 'true'), '')];
}, isLeaf);

const shuffled = (node: XmlNode, { random }: Site): readonly XmlNode[] => {
  const [from, to] = [random.below(node.children.length), random.below(node.children.length)];
  const moved = node.children.slice(from, from + 1);
  return [{ ...node, children: node.children.toSpliced(from, 1).toSpliced(to, 0, ...moved) }];
};

const inserted: Mutation = somewhere((node, { root, random }) => {
  const other = random.pick(placesIn(root).slice(1)).node;
  return [{ ...node, children: node.children.toSpliced(random.below(node.children.length + 1), 0, other) }];
});

const changedAttribute = (node: XmlNode, { dictionary, random }: Site): readonly XmlNode[] => {
  const name = random.pick(Object.keys(node.attributes));
  const text = node.attributes[name] ?? '';
  return [withAttribute(node, name, random.pick(oddTexts(text, typeNamed(name, dictionary), dictionary)))];
};

const hasAttributes = ({ attributes }: XmlNode): boolean => Object.keys(attributes).length > 0;

const NAMESPACES = ['', 'urn:another', 'http://www.nemsis.org', 'http://www.nemsis.org/'];

/** All the ways in which a document is changed, by name. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  deleted: somewhere(() => []),
  duplicated: somewhere((node) => [node, node]),
  moved: somewhere(shuffled, isGroup),
  inserted,
  renamed: somewhere((node, site) => [{ ...node, name: anyName(site) }]),
  recoded: somewhere((node, site) => [withText(node, anyCode(site))], isLeaf),
  text: somewhere(
    (node, site) => [withText(node, oddText(node, site))],
    (node) => isLeaf(node) && !isNil(node),
  ),
  textOfNil: somewhere((node, site) => [withText(node, oddText(node, site))], isNil),
  textInGroup: somewhere((node) => [{ ...node, children: ['x', ...node.children] }], isGroup),
  emptied: somewhere((node) => [{ ...node, children: [] }]),
  attributeChanged: somewhere(changedAttribute, hasAttributes),
  attributeRemoved: somewhere(
    (node, { random }) => [without(node, random.pick(Object.keys(node.attributes)))],
    hasAttributes,
  ),
  attributeAdded: somewhere((node, site) => [
    withAttribute(node, site.random.pick(NAMES), oddText(node, site)),
  ]),
  nil: somewhere((node, { random }) => [withAttribute(node, 'xsi:nil', random.pick(VALUES))]),
  nilEmptied: somewhere((node) => [{ ...withAttribute(node, 'xsi:nil', 'true'), children: [] }]),
  reasoned,
  namespace: somewhere((node, { random }) => [withAttribute(node, 'xmlns', random.pick(NAMESPACES))]),
};

/** A changed document, and what was done to it. */
export interface Mutated {
  readonly name: string;
  readonly root: XmlNode;
}

/** Changes a document in one place in a way that is chosen by chance. */
export const mutated = (site: Site): Mutated => {
  const [name, mutation] = site.random.pick(Object.entries(MUTATIONS));
  return { name, root: mutation(site) };
};
