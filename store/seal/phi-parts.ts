import * as z from 'zod';
import { type SubjectRef, subjectName, subjectOf } from '../../schemas/phi.ts';

type Schema = z.core.$ZodType;
type Path = readonly (string | number)[];

/** A value that was taken out, and where it belongs. */
export const Taken = z.tuple([z.array(z.union([z.string(), z.number()])), z.unknown()]);
export type Taken = readonly [path: Path, value: unknown];

/** What was taken out of a value for one subject. */
interface Part {
  readonly subject: SubjectRef;
  readonly taken: Taken[];
}

/** A value without what is anybody's, and that apart, by the subject's name. */
export interface Parted {
  readonly clear: unknown;
  readonly parts: ReadonlyMap<string, Part>;
}

interface Walk {
  readonly streamId: string;
  readonly parts: Map<string, Part>;
}

/** Stands in a list for an element that was taken out; no schema has a null there of its own. */
const HOLE = null;
const TAKEN = Symbol('taken');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const take = ({ parts }: Walk, subject: SubjectRef, entry: Taken): typeof TAKEN => {
  const name = subjectName(subject);
  const part = parts.get(name) ?? { subject, taken: [] };
  part.taken.push(entry);
  parts.set(name, part);
  return TAKEN;
};

const schemaIn = (schema: Schema, name: string): Schema | undefined =>
  schema instanceof z.ZodRecord
    ? schema._zod.def.valueType
    : z.instanceof(z.ZodObject).parse(schema).shape[name];

const partFields = (walk: Walk, schema: Schema, [path, value]: [Path, Record<string, unknown>]) => {
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    const inside = schemaIn(schema, name);
    const left = inside ? part(walk, inside, [[...path, name], field]) : field;
    if (left !== TAKEN) kept[name] = left;
  }
  return kept;
};

const partInside = (walk: Walk, schema: Schema, [path, value]: [Path, unknown]): unknown => {
  if (schema instanceof z.ZodUnion) {
    const option = schema.options.find((each) => z.safeParse(each, value).success);
    return option ? part(walk, option, [path, value]) : value;
  }
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item, index) => {
      const left = part(walk, schema.element, [[...path, index], item]);
      return left === TAKEN ? HOLE : left;
    });
  if ((schema instanceof z.ZodObject || schema instanceof z.ZodRecord) && isObject(value))
    return partFields(walk, schema, [path, value]);
  return value;
};

/** Null, or an object or a list without anything in it: it says nothing of anybody, so it needs nobody's key. */
const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);

const part = (walk: Walk, schema: Schema, [path, value]: [Path, unknown]): unknown => {
  if (isEmpty(value)) return value;
  const subject = subjectOf(schema, value, walk.streamId);
  if (subject) return take(walk, subject, [path, value]);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly
  )
    return part(walk, schema.unwrap(), [path, value]);
  return partInside(walk, schema, [path, value]);
};

/** Takes everything that a schema tags as somebody's out of a value of it. What is null or empty is nobody's, and stays. */
export const parted = (schema: Schema, value: unknown, streamId: string): Parted => {
  const parts = new Map<string, Part>();
  const clear = part({ streamId, parts }, schema, [[], value]);
  return { clear: clear === TAKEN ? undefined : clear, parts };
};

const puts = (into: unknown, [name, ...rest]: Path, value: unknown): unknown => {
  if (name === undefined) return value;
  if (Array.isArray(into)) return into.with(Number(name), puts(into[Number(name)], rest, value));
  const fields = isObject(into) ? into : {};
  return { ...fields, [name]: puts(fields[name], rest, value) };
};

/** Puts what was taken out back where it was. */
export const restored = (clear: unknown, taken: readonly Taken[]): unknown =>
  taken.reduce((value, [path, part]) => puts(value, path, part), clear);

const filled = (list: readonly unknown[]): unknown => {
  const left = list.filter((item) => item !== HOLE).map(withoutHoles);
  return list.length > 0 && left.length === 0 ? null : left;
};

/**
 * Closes the gaps that a destroyed subject leaves in lists. A list with nobody left in it is null: an event that said so
 * still took away what was there before, and must not bring it back.
 */
export const withoutHoles = (value: unknown): unknown => {
  if (Array.isArray(value)) return filled(value);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withoutHoles(field)]));
};
