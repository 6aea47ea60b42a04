import type { BaseType, Dictionary, ValueType } from '../../schemas/nemsis/dictionary.ts';
import type { DictionaryRule } from '../../schemas/nemsis/dictionary-finding.ts';
import { BUILT_IN, type BuiltInType } from './built-in-type.ts';
import { patternMessage } from './pattern-words.ts';
import { patternOf } from './xsd-pattern.ts';

/** What is wrong with a text; the message continues "… must be" or "… must have". */
export interface TextFault {
  readonly rule: DictionaryRule;
  readonly message: string;
}

/** A text as its type sees it. */
interface Seen {
  readonly text: string;
  readonly name: string;
  readonly type: ValueType;
  readonly base: BuiltInType;
  readonly lists: Dictionary['lists'];
}

/** One facet: when a text breaks it, and what is said then; a type without it is broken by none. */
interface Facet {
  readonly rule: DictionaryRule;
  isBroken(seen: Seen): boolean;
  message(type: ValueType, name: string): string;
}

const fewerThan: Facet = {
  rule: 'length',
  isBroken: ({ text, base, type: { length, minLength = length } }) =>
    minLength !== undefined && base.length(text) < minLength,
  message: ({ length, minLength = length }) => `must have at least ${minLength} characters`,
};

const moreThan: Facet = {
  rule: 'length',
  isBroken: ({ text, base, type: { length, maxLength = length } }) =>
    maxLength !== undefined && base.length(text) > maxLength,
  message: ({ length, maxLength = length }) => `must have at most ${maxLength} characters`,
};

const below: Facet = {
  rule: 'range',
  isBroken: ({ text, base, type: { minInclusive } }) =>
    minInclusive !== undefined && !(base.compare(text, minInclusive) >= 0),
  message: ({ minInclusive }) => `must be at least ${minInclusive}`,
};

const above: Facet = {
  rule: 'range',
  isBroken: ({ text, base, type: { maxInclusive } }) =>
    maxInclusive !== undefined && !(base.compare(text, maxInclusive) <= 0),
  message: ({ maxInclusive }) => `must be at most ${maxInclusive}`,
};

const digits: Facet = {
  rule: 'digits',
  isBroken: ({ text, base, type: { totalDigits } }) =>
    totalDigits !== undefined && base.digits(text).total > totalDigits,
  message: ({ totalDigits }) => `must have at most ${totalDigits} digits`,
};

const fraction: Facet = {
  rule: 'digits',
  isBroken: ({ text, base, type: { fractionDigits } }) =>
    fractionDigits !== undefined && base.digits(text).fraction > fractionDigits,
  message: ({ fractionDigits }) => `must have at most ${fractionDigits} digits behind the point`,
};

const pattern: Facet = {
  rule: 'pattern',
  isBroken: ({ text, type: { patterns } }) =>
    patterns !== undefined && !patterns.some((each) => patternOf(each).test(text)),
  message: ({ patterns = [] }, name) => patternMessage(name, patterns),
};

type CodeList = Dictionary['lists'][string];

const codeSets = new WeakMap<CodeList, ReadonlySet<string>>();

/** The codes of a list, built once. */
const codesOf = (list: CodeList): ReadonlySet<string> => {
  const codes = codeSets.get(list) ?? new Set(list.map(([each]) => each));
  codeSets.set(list, codes);
  return codes;
};

const hasCode = (list: CodeList | undefined, text: string): boolean =>
  list !== undefined && codesOf(list).has(text);

const code: Facet = {
  rule: 'code',
  isBroken: ({ text, lists, type: { codes } }) => codes !== undefined && !hasCode(lists[codes], text),
  message: ({ codes }) => `must be a code of the list ${codes}`,
};

const FACETS: readonly Facet[] = [fewerThan, moreThan, below, above, digits, fraction, pattern, code];

const isXmlText = (text: string): boolean =>
  /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(text);

const isBuiltIn = (name: string): name is BaseType => Object.hasOwn(BUILT_IN, name);

/** A type of the dictionary or of XML Schema itself. */
const typeNamed = (name: string, { types }: Dictionary): ValueType => {
  const type = isBuiltIn(name) ? { base: name } : types[name];
  if (type) return type;
  throw new Error(`The dictionary has no type ${name}.`);
};

const checkType = (text: string, name: string, dictionary: Dictionary): TextFault[] => {
  const type = typeNamed(name, dictionary);
  if (type.anyOf) {
    const fits = type.anyOf.some((each) => checkText(text, each, dictionary).length === 0);
    return fits ? [] : [{ rule: 'choice', message: `must be one of: ${type.anyOf.join(', ')}` }];
  }
  const base = BUILT_IN[type.base ?? 'xs:string'];
  const trimmed = base.trimmed(text);
  if (!base.accepts(trimmed)) return [{ rule: 'form', message: `must be ${base.noun}` }];
  const seen = { text: trimmed, name, type, base, lists: dictionary.lists };
  return FACETS.filter((facet) => facet.isBroken(seen)).map(({ rule, message }) => ({
    rule,
    message: message(type, name),
  }));
};

/** Judges a text by a type, named as in the dictionary, exactly as an XML Schema would. */
export const checkText = (text: string, typeName: string, dictionary: Dictionary): TextFault[] =>
  isXmlText(text)
    ? checkType(text, typeName, dictionary)
    : [{ rule: 'characters', message: 'must have no characters that XML cannot hold' }];
