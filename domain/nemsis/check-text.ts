import type { BaseType, Dictionary, ValueType } from '../../schemas/nemsis/dictionary.ts';
import type { DictionaryRule } from '../../schemas/nemsis/dictionary-finding.ts';
import { BUILT_IN, type BuiltInType } from './built-in-type.ts';
import { patternOf } from './xsd-pattern.ts';

/** What is wrong with a text; the message continues "… must be" or "… must have". */
export interface TextFault {
  readonly rule: DictionaryRule;
  readonly message: string;
}

/** A text as its type sees it. */
interface Seen {
  readonly text: string;
  readonly type: ValueType;
  readonly base: BuiltInType;
  readonly lists: Dictionary['lists'];
}

/** One facet: what is wrong, or undefined where the type does not have it or the text is right. */
type Check = (seen: Seen) => TextFault | undefined;

const faultIf = (isFault: boolean, rule: DictionaryRule, message: string): TextFault | undefined =>
  isFault ? { rule, message } : undefined;

const fewerThan: Check = ({ text, base, type: { length, minLength = length } }) =>
  faultIf(
    minLength !== undefined && base.length(text) < minLength,
    'length',
    `must have at least ${minLength} characters`,
  );

const moreThan: Check = ({ text, base, type: { length, maxLength = length } }) =>
  faultIf(
    maxLength !== undefined && base.length(text) > maxLength,
    'length',
    `must have at most ${maxLength} characters`,
  );

const below: Check = ({ text, base, type: { minInclusive } }) =>
  faultIf(
    minInclusive !== undefined && !(base.compare(text, minInclusive) >= 0),
    'range',
    `must be at least ${minInclusive}`,
  );

const above: Check = ({ text, base, type: { maxInclusive } }) =>
  faultIf(
    maxInclusive !== undefined && !(base.compare(text, maxInclusive) <= 0),
    'range',
    `must be at most ${maxInclusive}`,
  );

const digits: Check = ({ text, base, type: { totalDigits } }) =>
  faultIf(
    totalDigits !== undefined && base.digits(text).total > totalDigits,
    'digits',
    `must have at most ${totalDigits} digits`,
  );

const fraction: Check = ({ text, base, type: { fractionDigits } }) =>
  faultIf(
    fractionDigits !== undefined && base.digits(text).fraction > fractionDigits,
    'digits',
    `must have at most ${fractionDigits} digits behind the point`,
  );

const pattern: Check = ({ text, type: { patterns } }) =>
  faultIf(
    patterns !== undefined && !patterns.some((each) => patternOf(each).test(text)),
    'pattern',
    `must be of the form ${patterns?.join(' or ')}`,
  );

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

const code: Check = ({ text, lists, type: { codes } }) =>
  faultIf(codes !== undefined && !hasCode(lists[codes], text), 'code', `must be a code of the list ${codes}`);

const FACETS: readonly Check[] = [fewerThan, moreThan, below, above, digits, fraction, pattern, code];

const isXmlText = (text: string): boolean =>
  /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(text);

const isBuiltIn = (name: string): name is BaseType => Object.hasOwn(BUILT_IN, name);

/** A type of the dictionary or of XML Schema itself. */
const typeNamed = (name: string, { types }: Dictionary): ValueType => {
  const type = isBuiltIn(name) ? { base: name } : types[name];
  if (type) return type;
  throw new Error(`The dictionary has no type ${name}.`);
};

const checkType = (text: string, type: ValueType, dictionary: Dictionary): TextFault[] => {
  if (type.anyOf) {
    const fits = type.anyOf.some((name) => checkText(text, name, dictionary).length === 0);
    return fits ? [] : [{ rule: 'choice', message: `must be one of: ${type.anyOf.join(', ')}` }];
  }
  const base = BUILT_IN[type.base ?? 'xs:string'];
  const trimmed = base.trimmed(text);
  if (!base.accepts(trimmed)) return [{ rule: 'form', message: `must be ${base.noun}` }];
  return FACETS.flatMap((check) => check({ text: trimmed, type, base, lists: dictionary.lists }) ?? []);
};

/** Judges a text by a type, named as in the dictionary, exactly as an XML Schema would. */
export const checkText = (text: string, typeName: string, dictionary: Dictionary): TextFault[] =>
  isXmlText(text)
    ? checkType(text, typeNamed(typeName, dictionary), dictionary)
    : [{ rule: 'characters', message: 'must have no characters that XML cannot hold' }];
