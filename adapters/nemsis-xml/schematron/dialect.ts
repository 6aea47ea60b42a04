import { Element } from 'slimdom';
import { type Places, placesIn } from '../places.ts';
import type { Unsupported } from './unsupported.ts';

const SCHEMATRON = 'http://purl.oclc.org/dsdl/schematron';
export const XSLT = 'http://www.w3.org/1999/XSL/Transform';

const TEXT = ['value-of', 'name', 'emph', 'dir', 'span'];

/** What may stand in what. Elements of other namespaces are ignored, as ISO has it, but for XSLT's. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  schema: [
    'title',
    'p',
    'ns',
    'let',
    'phase',
    'pattern',
    'diagnostics',
    'properties',
    'xsl:variable',
    'xsl:key',
  ],
  phase: ['active', 'p', 'let'],
  pattern: ['title', 'p', 'let', 'rule', 'param'],
  rule: ['title', 'p', 'let', 'assert', 'report', 'extends'],
  assert: TEXT,
  report: TEXT,
  diagnostics: ['diagnostic'],
};

/** What its own kind of thing is, and is not looked into: texts for people, and diagnostics, of which text is taken. */
const LEAVES = ['title', 'p', 'ns', 'let', 'active', 'param', 'extends', ...TEXT, 'diagnostic', 'properties'];

/** Attributes that change what a rule means, and that are not understood here. */
const FOREIGN_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  extends: ['href'],
  pattern: ['documents'],
  let: ['as'],
  'xsl:variable': ['as'],
};

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  ns: ['prefix', 'uri'],
  let: ['name', 'value'],
  assert: ['test'],
  report: ['test'],
  'value-of': ['select'],
  extends: ['rule'],
  active: ['pattern'],
  param: ['name', 'value'],
  'xsl:variable': ['name'],
  'xsl:key': ['name', 'match', 'use'],
};

const BINDINGS = ['xslt2', 'xpath2', 'xslt3', 'xpath3', 'xpath31'];

const nameOf = ({ namespaceURI, localName }: Element): string =>
  namespaceURI === XSLT ? `xsl:${localName}` : localName;

const isOurs = ({ namespaceURI }: Element): boolean => namespaceURI === SCHEMATRON || namespaceURI === XSLT;

const attributesOf = (element: Element, name: string): string[] => [
  ...(FOREIGN_ATTRIBUTES[name] ?? [])
    .filter((each) => element.hasAttribute(each))
    .map((each) => `attribute ${each} of ${name}`),
  ...(name === 'rule' && !element.hasAttribute('context') && element.getAttribute('abstract') !== 'true'
    ? ['rule without attribute context']
    : []),
  ...(NEEDED[name] ?? [])
    .filter((each) => !element.hasAttribute(each))
    .map((each) => `${name} without attribute ${each}`),
];

const check = (element: Element, places: Places): Unsupported[] => {
  const name = nameOf(element);
  const where = places.of(element);
  const own = attributesOf(element, name).map((construct) => ({ construct, where }));
  if (LEAVES.includes(name) || name.startsWith('xsl:')) return own;
  const allowed = CHILDREN[name] ?? [];
  const below = element.children
    .filter(isOurs)
    .flatMap((child): Unsupported[] =>
      allowed.includes(nameOf(child))
        ? check(child, places)
        : [{ construct: `${nameOf(child)} in ${name}`, where: places.of(child) }],
    );
  return [...own, ...below];
};

const bindingOf = (root: Element): Unsupported[] => {
  const binding = root.getAttribute('queryBinding') ?? 'xslt';
  return BINDINGS.includes(binding.toLowerCase())
    ? []
    : [
        {
          construct: `query binding ${binding}; it must be one of ${BINDINGS.join(', ')}`,
          where: '/*:schema[1]',
        },
      ];
};

/** What in a file of rules is not of the dialect of ISO Schematron that is understood here. */
export const unsupportedIn = (root: Element): Unsupported[] =>
  root.namespaceURI !== SCHEMATRON || root.localName !== 'schema'
    ? [{ construct: `root element ${root.tagName}; it must be schema of ${SCHEMATRON}`, where: '/' }]
    : [...bindingOf(root), ...check(root, placesIn(root.ownerDocument ?? root))];

/** The children of an element that are Schematron's, by name. */
export const parts = (parent: Element, ...names: string[]): Element[] =>
  parent.childNodes.filter(
    (child) =>
      child instanceof Element && child.namespaceURI === SCHEMATRON && names.includes(child.localName),
  ) as Element[];
