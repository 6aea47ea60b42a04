import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { CATALOGUE } from '../../schemas/catalogue.ts';
import type { EventType } from '../../schemas/event-type.ts';
import { Category } from '../../schemas/stream.ts';
import { upcastEvent } from '../../schemas/upcast.ts';

const FOLDER = new URL('./frozen/', import.meta.url);
const samples = z.array(z.record(z.string(), z.json())).min(1);
/** Samples as they were stored, and, where a newer version came, exactly what the newest makes of each. */
const Frozen = z.strictObject({
  type: z.string(),
  schema_version: z.int(),
  samples,
  newest: z.strictObject({ schema_version: z.int(), samples }).optional(),
});
const frozen = (file: string) => Frozen.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));

const known = Category.options.flatMap((category) =>
  Object.entries<EventType>(CATALOGUE[category]).flatMap(([type, { was = [], ...newest }]) =>
    [...was, newest].map((shape) => ({ ...shape, type, category, newest: newest.schema_version })),
  ),
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

test('every version of every event is frozen as it is, or was, stored', () => {
  const files = new Set(readdirSync(FOLDER));
  const missing = known
    .map(({ type, schema_version }) => fileOf(type, schema_version))
    .filter((file) => !files.has(file));
  expect(missing).toStrictEqual([]);
});

describe.each(known)('$type $schema_version, as it was stored', ({ type, schema_version, data, ...now }) => {
  const { samples, newest, ...named } = frozen(fileOf(type, schema_version));

  test('is still of its schema, and nothing of it is changed by reading', () => {
    expect(named).toStrictEqual({ type, schema_version });
    expect(samples.map((sample) => data.parse(sample))).toStrictEqual(samples);
  });

  test('is read as exactly this of the newest version', () => {
    const read = samples.map((sample) => upcastEvent(now.category, { type, schema_version, data: sample }));
    const expected = newest ?? { schema_version, samples };
    expect(expected.schema_version).toBe(now.newest);
    expect(read).toStrictEqual(
      expected.samples.map((sample) => ({ type, schema_version: expected.schema_version, data: sample })),
    );
  });

  test('has an example of every field, and of every value of those that have few', () => {
    const shown = new Set(samples.flatMap((sample) => placesIn(sample)));
    const places = placesOf(z.toJSONSchema(data, { io: 'input' }));
    expect(places.filter((place) => !shown.has(place))).toStrictEqual([]);
  });
});

test('the versions of an event have no gap', () => {
  const versions = Map.groupBy(known, ({ type }) => type);
  for (const shapes of versions.values())
    expect(shapes.map(({ schema_version }) => schema_version)).toStrictEqual(
      shapes.map((_, index) => index + 1),
    );
});

test('a frozen event of another name or version than its file’s is a mistake', () => {
  const wrong = readdirSync(FOLDER).filter((file) => {
    const { type, schema_version } = frozen(file);
    return file !== fileOf(type, schema_version);
  });
  expect(wrong).toStrictEqual([]);
});
