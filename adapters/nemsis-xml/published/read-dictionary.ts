import { type Dictionary, isElement } from '../../../schemas/nemsis/dictionary.ts';
import { definitionOf } from './content.ts';
import { readDeclarations } from './schema-files.ts';
import { UnreadableSchema } from './unreadable-schema.ts';
import { valueTypes } from './value-types.ts';

/** Which data set of which release a schema declares, and the file of the schema's root. */
export interface PublishedSchema {
  readonly path: string;
  readonly kind: Dictionary['kind'];
  readonly release: string;
}

const ordered = (labels: ReadonlyMap<string, string>): [string, string][] =>
  [...labels].sort(([one], [other]) => (one < other ? -1 : 1));

/**
 * Reads a published schema, with what it includes, into the dictionary's form.
 *
 * @throws UnreadableSchema where it says something the dictionary has no form for: nothing is ever left out silently
 */
export const readDictionary = ({ path, kind, release }: PublishedSchema): Dictionary => {
  const declarations = readDeclarations(path);
  const [node, ...more] = declarations.element.values();
  if (!node || more.length > 0) throw new UnreadableSchema(`${path} does not declare exactly one root.`);
  const types = valueTypes(declarations);
  const reasons = { NV: new Map<string, string>(), PN: new Map<string, string>() };
  const root = definitionOf(node, { declarations, types, reasons });
  if (isElement(root)) throw new UnreadableSchema(`The root of ${path} is not a group.`);
  const lists = Object.entries(types.lists).map(([name, codes]) => [name, codes.map((code) => [...code])]);
  return {
    release,
    kind,
    root,
    types: types.types,
    lists: { ...Object.fromEntries(lists), NV: ordered(reasons.NV), PN: ordered(reasons.PN) },
  };
};
