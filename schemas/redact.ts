import * as z from 'zod';
import { phiSubject } from './phi.ts';

/** What stands for a value that is not of a known shape: it may be anybody's, so nobody is shown it. */
const WITHHELD = '[withheld]';

type Schema = z.core.$ZodType;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isLeaf = (schema: Schema) =>
  schema instanceof z.ZodString ||
  schema instanceof z.ZodStringFormat ||
  schema instanceof z.ZodNumber ||
  schema instanceof z.ZodBoolean ||
  schema instanceof z.ZodEnum ||
  schema instanceof z.ZodLiteral;

const isWrapper = (schema: Schema) =>
  schema instanceof z.ZodOptional ||
  schema instanceof z.ZodNullable ||
  schema instanceof z.ZodDefault ||
  schema instanceof z.ZodReadonly;

const redactUnion = (options: readonly Schema[], value: unknown): unknown => {
  const option = options.find((each) => z.safeParse(each, value).success);
  return option ? redact(option, value) : WITHHELD;
};

const redactFields = (shape: Readonly<Record<string, Schema>>, value: Record<string, unknown>) => {
  const shown = ([name, field]: [string, unknown]) => {
    const schema = shape[name];
    return [name, schema ? redact(schema, field) : WITHHELD];
  };
  return Object.fromEntries(Object.entries(value).map(shown));
};

const redactInside = (schema: Schema, value: unknown): unknown => {
  if (isWrapper(schema)) return redact(schema.unwrap(), value);
  if (schema instanceof z.ZodUnion) return redactUnion(schema.options, value);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item) => redact(schema.element, item));
  if (schema instanceof z.ZodObject && isObject(value)) return redactFields(schema.shape, value);
  return WITHHELD;
};

/**
 * A copy of a value that may be shown to an operator: whatever its schema tags as protected health information is
 * replaced, as a whole, by its subject (`[patient]`, `[crew]`). Only what the schema describes is shown; an unknown
 * field, a value that is not of its schema, and a kind of schema that this cannot see into are `[withheld]`, so that a
 * new kind of schema can hide and never leak.
 * Null and undefined stay, because an absent value is nobody's.
 */
export const redact = (schema: Schema, value: unknown): unknown => {
  if (value === null || value === undefined) return value;
  const subject = phiSubject(schema);
  if (subject) return `[${subject}]`;
  if (isLeaf(schema)) return z.safeParse(schema, value).success ? value : WITHHELD;
  return redactInside(schema, value);
};
