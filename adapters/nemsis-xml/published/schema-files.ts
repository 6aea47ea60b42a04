import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Document, type Element, parseXmlDocument } from 'slimdom';
import { attributeOf, partsOf, unknownConstruct } from './schema-node.ts';
import { UnreadableSchema } from './unreadable-schema.ts';

/** All that a schema and the files it includes declare at the top, by name. */
export interface Declarations {
  readonly element: Map<string, Element>;
  readonly simpleType: Map<string, Element>;
  readonly complexType: Map<string, Element>;
}

const parsed = (path: string): Document => {
  try {
    return parseXmlDocument(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UnreadableSchema(`${path} cannot be read: ${String(error)}`, { cause: error });
  }
};

const rootOf = (path: string): Element => {
  const { documentElement } = parsed(path);
  if (documentElement?.localName === 'schema') return documentElement;
  throw new UnreadableSchema(`${path} is not an XML Schema.`);
};

const isDeclared = (name: string): name is keyof Declarations =>
  ['element', 'simpleType', 'complexType'].includes(name);

/** What a file declares and what the files it includes do, each file once. */
const partsUnder = (file: string, seen: Set<string>): Element[] => {
  if (seen.has(file)) return [];
  seen.add(file);
  return partsOf(rootOf(file)).flatMap((part) =>
    part.localName === 'include'
      ? partsUnder(resolve(dirname(file), attributeOf(part, 'schemaLocation')), seen)
      : [part],
  );
};

/** Reads a schema with the files it includes; nothing else is opened. */
export const readDeclarations = (path: string): Declarations => {
  const found: Declarations = { element: new Map(), simpleType: new Map(), complexType: new Map() };
  for (const part of partsUnder(resolve(path), new Set())) {
    if (!isDeclared(part.localName)) return unknownConstruct(part);
    found[part.localName].set(attributeOf(part, 'name'), part);
  }
  return found;
};
