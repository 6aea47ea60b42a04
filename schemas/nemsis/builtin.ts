import type { Dictionary } from './dictionary.ts';

/** The type of XML Schema that a type of the dictionary is made from, as `xs:decimal`; `xs:string` when none is said. */
export const builtinOf = (dictionary: Dictionary, type: string): string => {
  if (type.startsWith('xs:')) return type;
  const base = dictionary.types[type]?.base;
  return base === undefined ? 'xs:string' : builtinOf(dictionary, base);
};
