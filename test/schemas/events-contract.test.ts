import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { CATALOGUE } from '../../schemas/catalogue.ts';

const FOLDER = new URL('./frozen/', import.meta.url);
const Frozen = z.strictObject({
  type: z.string(),
  schema_version: z.int(),
  samples: z.array(z.json()).min(1),
});
const frozen = (file: string) => Frozen.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));

const known = Object.values(CATALOGUE).flatMap((types) =>
  Object.entries<{ schema_version: number; data: z.ZodType }>(types),
);
const fileOf = (type: string, version: number) => `${type}.${version}.json`;

type Json = z.core.JSONSchema.BaseSchema;
const childrenOf = (
  { properties = {}, items, anyOf = [], oneOf = [] }: Json,
  at: string,
): [string, Json][] => [
  ...Object.entries(properties).map(([name, each]): [string, Json] => [`${at}.${name}`, each as Json]),
  ...[items, ...anyOf, ...oneOf]
    .filter((each) => each !== undefined)
    .map((each): [string, Json] => [at, each as Json]),
];

/** Every field that a schema has, and every value that an enumerated one may have. */
const placesOf = (schema: Json, at = ''): string[] => [
  at,
  ...(schema.enum ?? (schema.const === undefined ? [] : [schema.const])).map((value) => `${at} = ${value}`),
  ...childrenOf(schema, at).flatMap(([path, each]) => placesOf(each, path)),
];

/** Every field that a sample has, and every value in it. */
const placesIn = (value: unknown, at = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((each) => placesIn(each, at));
  if (typeof value !== 'object' || value === null) return [at, `${at} = ${value}`];
  return [at, ...Object.entries(value).flatMap(([name, each]) => placesIn(each, `${at}.${name}`))];
};

test('every event of today is frozen as it is stored today', () => {
  const files = new Set(readdirSync(FOLDER));
  const missing = known
    .map(([type, { schema_version }]) => fileOf(type, schema_version))
    .filter((file) => !files.has(file));
  expect(missing).toStrictEqual([]);
});

describe.each(known)('%s, as it was stored', (type, { schema_version, data }) => {
  const { samples, ...named } = frozen(fileOf(type, schema_version));

  test('is still of its schema, and nothing of it is changed by reading', () => {
    expect(named).toStrictEqual({ type, schema_version });
    expect(samples.map((sample) => data.parse(sample))).toStrictEqual(samples);
  });

  test('has an example of every field, and of every value of those that have few', () => {
    const shown = new Set(samples.flatMap((sample) => placesIn(sample)));
    const places = placesOf(z.toJSONSchema(data, { io: 'input' }));
    expect(places.filter((place) => !shown.has(place))).toStrictEqual([]);
  });
});

test('a frozen event of another name or version than its file’s is a mistake', () => {
  const wrong = readdirSync(FOLDER).filter((file) => {
    const { type, schema_version } = frozen(file);
    return file !== fileOf(type, schema_version);
  });
  expect(wrong).toStrictEqual([]);
});
