import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { catalogueBreaks } from '../../../schemas/catalogue/breaks.ts';
import { DescribedEvent, describedCatalogue, describedTypes } from '../../../schemas/catalogue/describe.ts';
import { type EventType, v1, was } from '../../../schemas/event-type.ts';
import { phi, type Subject } from '../../../schemas/phi.ts';

const text = z.string().min(1).max(50);
/** A text of its own: a tag is on the schema it is put on, wherever that is used. */
const told = (subject: Subject) => phi(subject, z.string().min(1).max(50));
const committed = {
  unit: text,
  kind: z.enum(['land', 'air']),
  doses: z.int().min(1).max(10),
  codes: z.array(text).min(1).max(5),
  code: z.string().regex(/^\d{7}$/),
  note: told('patient').optional(),
  place: z.strictObject({ city: text.nullable().optional() }),
  given: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('mouth'), dose: z.number() }),
    z.strictObject({ by: z.literal('vein'), rate: z.number() }),
  ]),
};
type Fields = Record<string, z.ZodType>;
const event = (fields: Fields): EventType => v1(z.strictObject(fields));
const described = (type: EventType) => describedTypes('chart', { 'chart.told': type });
const breaksOf = (today: EventType) => catalogueBreaks(described(event(committed)), described(today));
const without = (name: string): Fields =>
  Object.fromEntries(Object.entries(committed).filter(([field]) => field !== name));

describe('a change breaks what lies in streams', () => {
  test.each<[string, Fields, string]>([
    ['a field removed', without('unit'), '.unit is gone'],
    ['an optional field removed', without('note'), '.note is gone'],
    ['a field renamed', { ...without('unit'), unit_name: text.optional() }, '.unit is gone'],
    ['a new field that is required', { ...committed, crew: text }, '.crew is required now'],
    ['a field that becomes required', { ...committed, note: told('patient') }, '.note is required now'],
    ['another type', { ...committed, unit: z.int() }, '.unit has the type integer, and had string'],
    [
      'a narrower type',
      { ...committed, place: z.strictObject({ city: text.optional() }) },
      '.place.city has the type string, and had null',
    ],
    [
      'an enum with a value fewer',
      { ...committed, kind: z.enum(['land']) },
      '.kind does not take air any more',
    ],
    [
      'an enum where any text was',
      { ...committed, unit: z.enum(['M7']) },
      '.unit takes only some values now',
    ],
    ['a lower maximum', { ...committed, doses: z.int().min(1).max(9) }, '.doses has a narrower maximum'],
    ['a higher minimum', { ...committed, doses: z.int().min(2).max(10) }, '.doses has a narrower minimum'],
    ['a shorter text', { ...committed, unit: text.max(40) }, '.unit has a narrower maxLength'],
    [
      'a shorter list',
      { ...committed, codes: z.array(text).min(1).max(4) },
      '.codes has a narrower maxItems',
    ],
    [
      'narrower items',
      { ...committed, codes: z.array(text.max(9)).min(1).max(5) },
      '.codes[] has a narrower maxLength',
    ],
    ['a pattern', { ...committed, unit: text.regex(/^M/) }, '.unit has another pattern'],
    ['another pattern', { ...committed, code: z.string().regex(/^\d{8}$/) }, '.code has another pattern'],
    ['a format', { ...committed, code: z.uuid() }, '.code has another format'],
    [
      'an alternative removed',
      { ...committed, given: committed.given.options[0] },
      '.given.by does not take vein any more',
    ],
    [
      'a PHI tag removed',
      { ...committed, note: text.optional() },
      '.note is PHI of nobody, and was of patient',
    ],
    [
      'a PHI tag of another subject',
      { ...committed, note: told('crew').optional() },
      '.note is PHI of crew, and was of patient',
    ],
    [
      'a PHI tag on what lies unsealed',
      { ...committed, unit: told('patient') },
      '.unit is PHI of patient, and was of nobody',
    ],
  ])('%s', (_, fields, reason) => {
    expect(breaksOf(event(fields))).toContain(`chart.told 1${reason}`);
  });

  test('an event removed, or a version raised without the old shape beside it', () => {
    const gone = ['chart.told 1 cannot be read any more'];
    expect(catalogueBreaks(described(event(committed)), [])).toStrictEqual(gone);
    expect(breaksOf({ ...event(without('unit')), schema_version: 2 })).toStrictEqual(gone);
  });

  test('an old shape that is changed beside the new one', () => {
    const old = was(1, z.strictObject(without('unit')), (data) => data);
    expect(breaksOf({ ...event(committed), schema_version: 2, was: [old] })).toStrictEqual([
      'chart.told 1.unit is gone',
    ]);
  });
});

describe('a change breaks nothing', () => {
  test.each<[string, EventType]>([
    ['none', event(committed)],
    ['a new optional field', event({ ...committed, crew: text.optional() })],
    ['a field that becomes optional', event({ ...committed, unit: text.optional() })],
    ['a field that may be null', event({ ...committed, unit: text.nullable() })],
    ['an enum with a value more', event({ ...committed, kind: z.enum(['land', 'air', 'water']) })],
    ['any text where an enum was', event({ ...committed, kind: z.string() })],
    ['wider bounds', event({ ...committed, doses: z.int().min(0).max(11), unit: text.max(60) })],
    ['a number where an integer was', event({ ...committed, doses: z.number().min(1).max(10) })],
    ['a pattern dropped', event({ ...committed, code: z.string() })],
    ['other fields taken too', event({ ...committed, place: z.looseObject(committed.place.shape) })],
    [
      'an alternative more',
      event({
        ...committed,
        given: z.discriminatedUnion('by', [
          z.strictObject({ by: z.literal('nose') }),
          ...committed.given.options,
        ]),
      }),
    ],
    [
      'any change at all in a new version, the old shape beside it',
      {
        ...event({ crew: z.int() }),
        schema_version: 2,
        was: [was(1, z.strictObject(committed), ({ doses }) => ({ crew: doses }))],
      },
    ],
  ])('%s', (_, today) => {
    expect(breaksOf(today)).toStrictEqual([]);
  });
});

describe('the committed catalogue', () => {
  const file = new URL('../../../schemas/catalogue/committed.json', import.meta.url);
  const known = z.array(DescribedEvent).parse(JSON.parse(readFileSync(file, 'utf8')));

  test('is kept by the events of today', () => {
    expect(catalogueBreaks(known, describedCatalogue())).toStrictEqual([]);
  });

  test('is that of today: "npm run ems -- catalogue write" brings it up to date', () => {
    expect(describedCatalogue()).toStrictEqual(known);
  });

  test('says whose is what', () => {
    const subjects = known
      .filter(({ schema }) => JSON.stringify(schema).includes('"x-phi":"crew"'))
      .map(({ type }) => type);
    expect(subjects).toStrictEqual([
      'chart.response_recorded',
      'chart.elements_recorded',
      'agency.person_recorded',
    ]);
  });
});
