import { Document, type Element } from 'slimdom';
import { parts, XSLT } from './dialect.ts';
import type { Prologue } from './evaluator.ts';
import type { KeySource } from './keys.ts';
import type { Let } from './source.ts';
import type { Unsupported } from './unsupported.ts';

const xslt = (root: Element, name: string): Element[] =>
  root.children.filter((child) => child.namespaceURI === XSLT && child.localName === name);

const attribute = (element: Element, name: string): string => element.getAttribute(name) ?? '';

/** A document of its own with what a variable of XSLT holds. */
const fragment = (variable: Element): Document => {
  const document = new Document();
  for (const child of variable.children) document.append(document.importNode(child, true));
  return document;
};

const instructions = (variable: Element): Element[] => variable.getElementsByTagNameNS(XSLT, '*');

/** What a file of rules says before its patterns, as far as it is XSLT's: variables and keys. */
export const xsltOf = (root: Element) => {
  const variables = xslt(root, 'variable');
  const selected = variables.filter((each) => each.hasAttribute('select'));
  const literal = variables.filter((each) => !each.hasAttribute('select'));
  const lets: Let[] = selected.map((each) => ({
    name: attribute(each, 'name'),
    value: attribute(each, 'select'),
  }));
  const keys: KeySource[] = xslt(root, 'key').map((each) => ({
    name: attribute(each, 'name'),
    match: attribute(each, 'match'),
    use: attribute(each, 'use'),
  }));
  const unsupported: Unsupported[] = literal
    .filter((each) => instructions(each).length > 0 || each.children.length !== 1)
    .map((each) => ({
      construct: 'xsl:variable whose content is not one element without instructions of XSLT',
      where: `variable ${attribute(each, 'name')}`,
    }));
  const prologue: Prologue = {
    namespaces: new Map(parts(root, 'ns').map((each) => [attribute(each, 'prefix'), attribute(each, 'uri')])),
    fragments:
      unsupported.length > 0
        ? {}
        : Object.fromEntries(literal.map((each) => [attribute(each, 'name'), fragment(each)])),
  };
  return { prologue, lets, keys, unsupported };
};
