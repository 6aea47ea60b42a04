import fc from 'fast-check';
import { checkText } from '../../domain/nemsis/check-text.ts';
import type { Dictionary, ValueType } from '../../schemas/nemsis/dictionary.ts';
import type { Random } from './random.ts';

const two = (number: number): string => String(number).padStart(2, '0');

const day = (random: Random): string =>
  `20${two(10 + random.below(30))}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;

const time = (random: Random): string =>
  `${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}`;

const moment = (random: Random): string =>
  `${day(random)}T${time(random)}${random.pick(['-05:00', '+00:00', '-09:30', '.25+14:00'])}`;

const whole = (random: Random, { minInclusive, maxInclusive }: ValueType): string => {
  const least = Math.ceil(Number(minInclusive ?? 1));
  const most = Math.floor(Number(maxInclusive ?? least + 98));
  return String(least + random.below(Math.min(most - least + 1, 1_000)));
};

const fraction = (random: Random, type: ValueType): string =>
  random.below(2) === 0 ? whole(random, type) : `${whole(random, type)}.${random.below(10)}`;

const SAMPLES = 40;

const ALPHABET = [...'abcdefghij ABCDEFGHIJ 0123456789 -.,;&<>"\u00e9\u{1f691}'];

const letters = (random: Random, { length, minLength = 1, maxLength = 30 }: ValueType): string => {
  const size = length ?? minLength + random.below(Math.min(maxLength - minLength, 30) + 1);
  return Array.from({ length: size }, () => random.pick(ALPHABET)).join('');
};

const samples = new Map<string, readonly string[]>();

/** Texts that fit a pattern: drawn once, because that takes long. */
const samplesOf = (pattern: string): readonly string[] => {
  const drawn =
    samples.get(pattern) ??
    fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), { numRuns: SAMPLES, seed: SAMPLES });
  samples.set(pattern, drawn);
  return drawn;
};

const BY_BASE: Readonly<Record<string, (random: Random, type: ValueType) => string>> = {
  'xs:boolean': (random) => random.pick(['true', 'false', '1', '0']),
  'xs:decimal': fraction,
  'xs:integer': whole,
  'xs:nonNegativeInteger': whole,
  'xs:positiveInteger': whole,
  'xs:dateTime': moment,
  'xs:date': day,
  'xs:time': time,
  'xs:base64Binary': (random) => random.pick(['', 'AAAA', 'aGk=', 'aA==']),
};

const drawn = (random: Random, type: ValueType, { lists }: Dictionary): string => {
  if (type.codes !== undefined) return random.pick(lists[type.codes] ?? [])[0];
  const make = BY_BASE[type.base ?? ''];
  if (make) return make(random, type);
  return type.patterns ? random.pick(samplesOf(random.pick(type.patterns))) : letters(random, type);
};

const TRIES = 1_000;

/** A text that a type takes, by chance. */
export const sampleText = (name: string, dictionary: Dictionary, random: Random): string => {
  const type = dictionary.types[name] ?? {};
  if (type.anyOf) return sampleText(random.pick(type.anyOf), dictionary, random);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const text = drawn(random, type, dictionary);
    if (checkText(text, name, dictionary).length === 0) return text;
  }
  throw new Error(`No text was found for the type ${name}; teach bench/nemsis/sample-text.ts.`);
};
