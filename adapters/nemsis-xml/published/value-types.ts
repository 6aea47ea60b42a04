import type { Element } from 'slimdom';
import * as z from 'zod';
import { type Dictionary, ValueType } from '../../../schemas/nemsis/dictionary.ts';
import type { Declarations } from './schema-files.ts';
import { attributeOf, documentationOf, onlyPart, partsOf, unknownConstruct } from './schema-node.ts';
import { UnreadableSchema } from './unreadable-schema.ts';

type Code = readonly [code: string, label: string];

/** The types that elements and attributes have, as they are met. */
export interface ValueTypes {
  /** The name under which a type is in the dictionary, by its name or its declaration; `as` names one without a name. */
  nameOf(type: string | Element, as: string): string;
  /** All the codes of a type that is nothing but codes, with their labels. */
  codesOf(type: string | Element): readonly Code[];
  readonly types: Dictionary['types'];
  readonly lists: Record<string, Code[]>;
}

const NUMBERS = ['length', 'minLength', 'maxLength', 'totalDigits', 'fractionDigits'];

const codeOf = (facet: Element): Code => {
  const label = documentationOf(facet)?.textContent ?? '';
  return [attributeOf(facet, 'value'), label.replace(/\s+/g, ' ').trim()];
};

const enumerated = (restriction: Element): Code[] =>
  partsOf(restriction)
    .filter(({ localName }) => localName === 'enumeration')
    .map(codeOf);

const patternsOf = (restriction: Element): string[] =>
  partsOf(restriction)
    .filter(({ localName }) => localName === 'pattern')
    .map((facet) => attributeOf(facet, 'value'));

const facetsOf = (restriction: Element): Record<string, string | number> =>
  Object.fromEntries(
    partsOf(restriction)
      .filter(({ localName }) => localName !== 'enumeration' && localName !== 'pattern')
      .map((facet) => [facet.localName, attributeOf(facet, 'value')])
      .map(([name, value]) => [name, NUMBERS.includes(String(name)) ? Number(value) : value]),
  );

const membersOf = (union: Element): (string | Element)[] => [
  ...(union.getAttribute('memberTypes') ?? '').split(/\s+/).filter((name) => name !== ''),
  ...partsOf(union),
];

const checked = (name: string, type: unknown): ValueType => {
  const read = ValueType.safeParse(type);
  if (read.success) return read.data;
  throw new UnreadableSchema(
    `The type ${name} is none the dictionary has a form for: ${z.prettifyError(read.error)}`,
  );
};

/** Collects the types of a schema, with their code lists, in the dictionary's form. */
export const valueTypes = ({ simpleType }: Declarations): ValueTypes => {
  const types: Dictionary['types'] = {};
  const lists: Record<string, Code[]> = {};

  const declared = (type: string | Element): Element => {
    if (typeof type !== 'string') return type;
    const found = simpleType.get(type);
    if (found) return found;
    throw new UnreadableSchema(`There is no simple type of the name ${type}.`);
  };

  const restricted = (name: string, restriction: Element): ValueType => {
    const codes = enumerated(restriction);
    const patterns = patternsOf(restriction);
    if (codes.length > 0) lists[name] = codes;
    return checked(name, {
      base: attributeOf(restriction, 'base'),
      ...(codes.length > 0 && { codes: name }),
      ...facetsOf(restriction),
      ...(patterns.length > 0 && { patterns }),
    });
  };

  const read = (name: string, declaration: Element): ValueType => {
    const part = onlyPart(declaration);
    if (part.localName === 'restriction') return restricted(name, part);
    if (part.localName !== 'union') return unknownConstruct(part);
    return { anyOf: membersOf(part).map((member, index) => nameOf(member, `${name}.${index + 1}`)) };
  };

  const nameOf: ValueTypes['nameOf'] = (type, as) => {
    const name = typeof type === 'string' ? type : as;
    if (!name.startsWith('xs:')) types[name] ??= read(name, declared(type));
    return name;
  };

  const codesOf: ValueTypes['codesOf'] = (type) => {
    const part = onlyPart(declared(type));
    return part.localName === 'union' ? membersOf(part).flatMap(codesOf) : enumerated(part);
  };

  return { nameOf, codesOf, types, lists };
};
