import type { Dictionary } from './dictionary.ts';

/** The type of XML Schema that a type of the dictionary is made from, as `xs:decimal`; `xs:string` when none is said. */
export const builtinOf = ({ types }: Dictionary, type: string): string => types[type]?.base ?? 'xs:string';
