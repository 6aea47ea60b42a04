import type { BaseType } from '../../schemas/nemsis/dictionary.ts';
import { compareDecimals, decimalOf, totalDigitsOf } from './decimal.ts';
import { compareMoments, type MomentType, momentOf } from './moment.ts';

/** What a built-in type of XML Schema makes of a text. */
export interface BuiltInType {
  /** What a text of it is, for people: "a whole number". */
  readonly noun: string;
  /** The text without blanks that mean nothing in this type. */
  trimmed(text: string): string;
  /** Whether a trimmed text is one of this type. */
  accepts(text: string): boolean;
  /** How two accepted texts compare: below zero, zero, above zero, NaN where nobody can know. */
  compare(one: string, other: string): number;
  /** Digits in all and behind the point. */
  digits(text: string): { readonly total: number; readonly fraction: number };
  /** The length in the type's own unit. */
  length(text: string): number;
}

const collapsed = (text: string): string => text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '');

/** What a text says that was accepted, or a limit of the dictionary, which is a bug where it says nothing. */
const said = <V>(text: string, value: V | undefined): V => {
  if (value !== undefined) return value;
  throw new Error(`The dictionary has a limit that is not of its type: ${text}.`);
};

const numberOf = (text: string) => said(text, decimalOf(text));

/** Longer ones say no number that anybody meant, and take long to reckon with. */
const LONGEST = 1_000;

/** Types that have no order, no digits, no blanks of their own. */
const PLAIN = {
  trimmed: collapsed,
  compare: () => Number.NaN,
  digits: () => ({ total: 0, fraction: 0 }),
  length: (text: string) => [...text].length,
};

const decimal = (noun: string, form: RegExp, least?: bigint): BuiltInType => ({
  ...PLAIN,
  noun,
  accepts: (text) =>
    text.length <= LONGEST && form.test(text) && (least === undefined || numberOf(text).digits >= least),
  compare: (one, other) => compareDecimals(numberOf(one), numberOf(other)),
  digits(text) {
    const number = numberOf(text);
    return { total: totalDigitsOf(number), fraction: number.scale };
  },
});

const moment = (noun: string, type: MomentType): BuiltInType => {
  const momentIn = (text: string) => said(text, momentOf(type, text));
  return {
    ...PLAIN,
    noun,
    accepts: (text) => momentOf(type, text) !== undefined,
    compare: (one, other) => compareMoments(momentIn(one), momentIn(other)),
  };
};

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const INTEGER = /^[+-]?\d+$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?$/;

const joined = (text: string): string => text.replaceAll(' ', '');

/** The built-in types of XML Schema that the standard uses, and their nearest kin. */
export const BUILT_IN: Readonly<Record<BaseType, BuiltInType>> = {
  'xs:string': { ...PLAIN, noun: 'a text', trimmed: (text) => text, accepts: () => true },
  'xs:boolean': { ...PLAIN, noun: 'true or false', accepts: (text) => /^(?:true|false|0|1)$/.test(text) },
  'xs:decimal': decimal('a number', DECIMAL),
  'xs:integer': decimal('a whole number', INTEGER),
  'xs:nonNegativeInteger': decimal('a whole number of at least 0', INTEGER, 0n),
  'xs:positiveInteger': decimal('a whole number of at least 1', INTEGER, 1n),
  'xs:dateTime': moment('a date and time, as 2026-03-01T12:00:00-05:00', 'xs:dateTime'),
  'xs:date': moment('a date, as 2026-03-01', 'xs:date'),
  'xs:time': moment('a time, as 12:00:00', 'xs:time'),
  'xs:base64Binary': {
    ...PLAIN,
    noun: 'data in Base64',
    accepts: (text) => BASE64.test(joined(text)),
    length: (text) => Math.floor((joined(text).replace(/=+$/, '').length * 3) / 4),
  },
};
