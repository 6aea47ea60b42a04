import fc from 'fast-check';
import * as z from 'zod';

type Json = z.core.JSONSchema.BaseSchema;
type Of = fc.Arbitrary<unknown>;

const instant = fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true });

/** Instants of four-digit years, told in UTC or at some offset: what a client may send as a moment, and what is stored. */
const moment: Of = fc.tuple(instant, fc.option(fc.integer({ min: -12, max: 12 }))).map(([date, hours]) => {
  if (hours === null) return date.toISOString();
  const local = new Date(date.getTime() + hours * 3_600_000).toISOString().slice(0, -1);
  return `${local}${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
});

const day: Of = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const FORMATS: Readonly<Record<string, Of>> = {
  'date-time': moment,
  date: day,
  uuid: fc.uuid(),
  email: fc.emailAddress(),
};

const text = ({ format, pattern, minLength = 0, maxLength = 100 }: Json): Of => {
  if (format && FORMATS[format]) return FORMATS[format];
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength, maxLength: Math.min(maxLength, 40), unit: 'grapheme' });
};

const whole = ({ minimum = 0, maximum = 1_000_000 }: Json): Of => fc.integer({ min: minimum, max: maximum });

const fraction = ({ minimum = 0, maximum = 1_000_000 }: Json): Of =>
  fc.double({ min: minimum, max: maximum, noNaN: true }).map((value) => value + 0);

const record = ({ properties = {}, required = [] }: Json): Of =>
  fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, valueFor(each as Json)])),
    { requiredKeys: required },
  );

const list = ({ items, minItems = 0, maxItems = 3 }: Json): Of =>
  fc.array(valueFor(items as Json), { minLength: minItems, maxLength: Math.min(maxItems, 3) });

const KINDS: Readonly<Record<string, (schema: Json) => Of>> = {
  string: text,
  integer: whole,
  number: fraction,
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
  array: list,
  object: record,
};

const ofKind = (type: string, schema: Json): Of => {
  const kind = KINDS[type];
  if (!kind) throw new Error(`No values are made for a schema of type ${type}.`);
  return kind(schema);
};

const valueFor = (schema: Json): Of => {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map((each) => valueFor(each as Json)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  return fc.oneof(...[schema.type ?? 'unknown'].flat().map((type) => ofKind(type, schema)));
};

/** Any value of a schema, as the schema gives it out: made from its JSON Schema, then parsed, so nothing wrong gets by. */
export const arbitraryOf = <S extends z.ZodType>(schema: S): fc.Arbitrary<z.output<S>> =>
  valueFor(z.toJSONSchema(schema, { io: 'input' }))
    .filter((value) => schema.safeParse(value).success)
    .map((value) => schema.parse(value));
