import type { ElementValue } from '../../../schemas/nemsis/entries.ts';
import { localText, type Zone } from './zone.ts';

/** All that is said of one element. */
export type Values = readonly ElementValue[];

/**
 * How a typed field says its value in an element, and how it is read from there; undefined when the element says what the
 * field cannot. What is read is not yet checked against the field's own schema.
 */
export interface Form<T> {
  write(value: T, zone: Zone): Values;
  read(values: Values): unknown;
}

/** The text of a value that is nothing but a text. */
const plain = ({ text, nv, pn }: ElementValue): string | undefined =>
  nv === undefined && pn === undefined ? text : undefined;

/** The texts, where all values are plain. */
const plainTexts = (values: Values): string[] | undefined => {
  const texts = values.map(plain).filter((text) => text !== undefined);
  return texts.length === values.length ? texts : undefined;
};

/** The text, where there is one value and it is plain. */
export const plainText = (values: Values): string | undefined =>
  values.length === 1 ? values.map(plain)[0] : undefined;

const read =
  <T>(meant: (text: string) => T | undefined) =>
  (values: Values): T | undefined => {
    const text = plainText(values);
    return text === undefined ? undefined : meant(text);
  };

/** A text or a code, as it is. */
export const text: Form<string> = { write: (value) => [{ text: value }], read: plainText };

/** Several texts or codes, each a value of its own. */
export const texts: Form<readonly string[]> = {
  write: (values) => values.map((value) => ({ text: value })),
  read: plainTexts,
};

const DECIMAL = new Intl.NumberFormat('en-US', {
  useGrouping: false,
  maximumFractionDigits: 20,
  signDisplay: 'negative',
});

/** A number as XML Schema writes it: never with an exponent, and zero without a sign. */
export const numberText = (value: number): string => DECIMAL.format(value);

/** The number that a text is, or undefined. */
export const numberOf = (said: string): number | undefined =>
  /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(said) ? Number(said) : undefined;

/** A number. */
export const number: Form<number> = {
  write: (value) => [{ text: numberText(value) }],
  read: read(numberOf),
};

/** A moment, as the clocks of the agency showed it. */
export const moment: Form<string> = {
  write: (value, zone) => [{ text: localText(value, zone) }],
  read: plainText,
};

const NO = '9923001';
const YES = '9923003';

/** Yes or no, by their codes. */
export const yesOrNo: Form<boolean> = {
  write: (value) => [{ text: value ? YES : NO }],
  read: read((code) => (code === YES ? true : code === NO ? false : undefined)),
};

const PLACES = 6;

/** A place on earth: latitude and longitude, to six decimals. */
export const gps: Form<{ latitude: number; longitude: number }> = {
  write: ({ latitude, longitude }) => [
    { text: [latitude, longitude].map((each) => numberText(Number(each.toFixed(PLACES)))).join(',') },
  ],
  read: read((said) => {
    const [latitude, longitude] = said.split(',').map(numberOf);
    return { latitude, longitude };
  }),
};

const RXNORM = '9924003';

/** A medication by its RxNorm code, which the element may have from other systems as well. */
export const rxnorm: Form<string> = {
  write: (code) => [{ text: code, attributes: { CodeType: RXNORM } }],
  read: (values) =>
    (values[0]?.attributes?.['CodeType'] ?? RXNORM) === RXNORM ? plainText(values) : undefined,
};
