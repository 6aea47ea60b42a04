import * as z from 'zod';
import type { Role } from '../identity.ts';
import { ElementDefinition, ValueType } from '../nemsis/dictionary.ts';
import { route } from './route.ts';

/** Those who write or read charts build forms of it. */
const READERS: readonly Role[] = ['ems', 'admin', 'billing'];

const read = {
  method: 'GET',
  tag: 'nemsis',
  access: READERS,
  cached_s: 3600,
  errors: ['NOT_FOUND'],
} as const;

const Kind = z.enum(['ems', 'dem']).meta({ description: 'Which data set: `ems` reports, `dem` the agency' });
const Release = z
  .string()
  .regex(/^[\w.]{1,40}$/, 'letters, digits and dots, up to 40')
  .meta({ description: 'A release of the standard', example: '3.5.1.250403CP1' });

const query = z.strictObject({
  release: Release.optional().meta({
    description:
      'The newest that is built in, where it is not said; a chart is judged by that of its date, which its validation tells',
  }),
  kind: Kind.default('ems'),
});

const Section = z
  .string()
  .regex(/^[de][A-Z][A-Za-z]{0,39}$/, 'must be a section, as eVitals')
  .meta({ description: 'A section of the data set', example: 'eVitals' });

const Within = z.string().nullable().meta({
  description: 'The repeating group that it stands in, or `root`; null: the software says it by itself',
});

/** An element as a form needs it: `within` is the group of the instance that it is put into, and `codes` of its type a list. */
const FormElement = z
  .strictObject({
    ...ElementDefinition.shape,
    national: z.boolean(),
    state: z.boolean(),
    nillable: z.boolean(),
    section: Section,
    within: Within,
  })
  .meta({ id: 'NemsisElement' });

const FormGroup = z
  .strictObject({
    group: z.string(),
    section: Section,
    within: Within,
    attributes: ElementDefinition.shape.attributes,
  })
  .meta({ id: 'NemsisGroup' });

const about = { release: Release, kind: Kind };

export const listElements = route({
  ...read,
  operation: 'listElements',
  path: '/v1/nemsis/elements',
  summary: 'Read the elements of the standard in its order, with their types, for forms',
  query: query.extend({ section: Section.optional() }),
  answer: z.strictObject({
    ...about,
    elements: z.array(FormElement),
    groups: z.array(FormGroup).meta({ description: 'The repeating groups' }),
    types: z.record(z.string(), ValueType.meta({ id: 'NemsisType' })),
  }),
});

export const listCodes = route({
  ...read,
  operation: 'listCodes',
  path: '/v1/nemsis/codes/{list}',
  summary:
    'Read a code list with its labels; `NV` and `PN` are the lists of all reasons why there is no value',
  params: z.strictObject({
    list: z
      .string()
      .regex(/^[\w.]{1,100}$/, 'letters, digits and dots, up to 100')
      .meta({ description: 'The name of the list, as `codes` of a type says it', example: 'YesNoValues' }),
  }),
  query,
  answer: z.strictObject({
    ...about,
    list: z.string(),
    codes: z.array(z.strictObject({ code: z.string(), label: z.string() })),
  }),
});
