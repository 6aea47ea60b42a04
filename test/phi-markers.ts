import * as z from 'zod';
import { phiSubject } from '../schemas/phi.ts';

/** A value with something unique in each place of a patient or of crew, and all that is unique in it. */
export interface Marked {
  readonly value: unknown;
  readonly marks: readonly string[];
}

let planted = 0;

/** Texts that no program writes by itself, from the most to the least conspicuous: the first that the schema takes is used. */
const texts = (n: number): readonly string[] => {
  const digits = String(n).padStart(5, '0');
  return [
    `Zebedee marker ${digits}`,
    `§${String.fromCodePoint(0x5000 + n)}`,
    `77${digits}`,
    `Q9Z.Z${digits.slice(-3)}`,
    `7777${digits}`,
    `marker-${digits}@example.org`,
    `1871-03-04T05:${String(n % 60).padStart(2, '0')}:06.${digits.slice(-3)}Z`,
    `1903-02-${String(1 + (n % 28)).padStart(2, '0')}`,
    digits.padEnd(64, 'c7'),
    `00000000-0000-4000-8000-0000077${digits}`,
  ];
};

/** Numbers of which no other is likely to be written; where only small whole numbers are taken there is none. */
const numbers = (n: number): readonly number[] => [Number(`7.377${n}1`), 7_700_000 + n, 377_000 + n];

const takenBy = (schema: z.core.$ZodType, candidates: readonly (string | number)[]) =>
  candidates.find((each) => z.safeParse(schema, each).success);

const leaf = (schema: z.core.$ZodType): Marked => {
  planted += 1;
  const mark = takenBy(schema, [...texts(planted), ...numbers(planted)]);
  if (mark !== undefined) return { value: mark, marks: [String(mark)] };
  const plain = [1, true, ...optionsOf(schema)].find((each) => z.safeParse(schema, each).success);
  if (plain === undefined) throw new Error('A kind of field has no value here; add one to the candidates.');
  return { value: plain, marks: [] };
};

const optionsOf = (schema: z.core.$ZodType): readonly unknown[] => {
  if (schema instanceof z.ZodEnum) return schema.options;
  return schema instanceof z.ZodLiteral ? [...schema.values] : [];
};

const chosen = ({ options }: z.ZodUnion, option: number): z.core.$ZodType => {
  const [first] = options;
  const found = options[option] ?? first;
  if (!found) throw new Error('A union without options has no value.');
  return found;
};

const plain = ({ value }: Marked): Marked => ({ value, marks: [] });

const fields = (shape: Readonly<Record<string, z.core.$ZodType>>, isPhi: boolean, option: number): Marked => {
  const made = Object.entries(shape).map(([name, field]) => [name, marked(field, isPhi, option)] as const);
  return {
    value: Object.fromEntries(made.map(([name, { value }]) => [name, value])),
    marks: made.flatMap(([, { marks }]) => marks),
  };
};

/**
 * A value of a schema with every field filled. What the schema tags as protected health information is unique wherever
 * its form leaves room for it; of a union, the option with this number is made.
 */
export const marked = (schema: z.core.$ZodType, inPhi = false, option = 0): Marked => {
  const isPhi = inPhi || phiSubject(schema) !== undefined;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return marked(schema.unwrap(), isPhi, option);
  if (schema instanceof z.ZodUnion) return marked(chosen(schema, option), isPhi, option);
  if (schema instanceof z.ZodArray) {
    const { value, marks } = marked(schema.element, isPhi, option);
    return { value: [value], marks };
  }
  if (schema instanceof z.ZodObject) return fields(schema.shape, isPhi, option);
  return isPhi ? leaf(schema) : plain(leaf(schema));
};

const escaped = (mark: string) => mark.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The marks that a text holds; one that is a number is not found inside of a longer number. */
export const marksIn = (text: string, marks: readonly string[]): readonly string[] =>
  marks.filter((mark) => new RegExp(`(?<![0-9a-f])${escaped(mark)}(?![0-9a-f])`).test(text));
