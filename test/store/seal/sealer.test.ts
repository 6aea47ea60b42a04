import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { CATALOGUE } from '../../../schemas/catalogue.ts';
import { phi, phiSubject, type SubjectRef, subjectName } from '../../../schemas/phi.ts';
import { Category } from '../../../schemas/stream.ts';
import { memoryKeyRing } from '../../../store/keys/memory-key-ring.ts';
import { parted } from '../../../store/seal/phi-parts.ts';
import { opener, type Place, type Sealed, sealAll } from '../../../store/seal/sealer.ts';
import { TENANT } from '../../sample-chart.ts';
import { arbitraryOf } from '../../schema-arbitrary.ts';

const Member = phi(
  'crew',
  z.strictObject({ crew_id: z.string(), level: z.string() }),
  (value) => z.object({ crew_id: z.string() }).parse(value).crew_id,
);
const Shape = z.strictObject({
  unit: z.string(),
  name: phi('patient', z.string()).optional(),
  crew: z.array(Member).optional(),
});
const VALUE = {
  unit: 'M7',
  name: 'Zebedee Marker',
  crew: [
    { crew_id: 'm1', level: 'first' },
    { crew_id: 'm2', level: 'second' },
  ],
};
const PLACE: Place = { schema: Shape, streamId: 'p1', at: ['stream', 3, 'chart.made'] };
const PATIENT: SubjectRef = { kind: 'patient', id: 'p1' };

const world = () => {
  const ring = memoryKeyRing();
  const seal = async (value: unknown, place: Place = PLACE): Promise<Sealed> => {
    const [sealed] = await sealAll(ring, TENANT, [{ ...place, value }]);
    if (!sealed) throw new Error('Nothing was sealed.');
    return sealed;
  };
  const open = async (sealed: Sealed, at: Place['at'] = PLACE.at) =>
    (await opener(ring, TENANT, [sealed]))({ at, ...sealed });
  return { ring, seal, open };
};

describe('a sealed value', () => {
  test('has one blob a subject, and in clear what is nobody’s, with holes where somebody stood', async () => {
    const { seal } = world();
    const { clear, phi: blobs } = await seal(VALUE);
    expect(clear).toStrictEqual({ unit: 'M7', crew: [null, null] });
    expect(Object.keys(blobs).toSorted()).toStrictEqual(['crew/m1', 'crew/m2', 'patient/p1']);
  });

  test.each<[string, Place['at']]>([
    ['another stream', ['other', 3, 'chart.made']],
    ['another version', ['stream', 4, 'chart.made']],
    ['another type', ['stream', 3, 'chart.other']],
    ['parts run together', ['stream,3', 'chart.made']],
    ['nowhere', []],
  ])('opens only at its place, not at %s', async (_, at) => {
    const { seal, open } = world();
    await expect(open(await seal(VALUE), at)).rejects.toMatchObject({ name: 'Unopenable' });
  });

  test('opens under no other subject’s name, not even one who has the same key', async () => {
    const { seal, open, ring } = world();
    const { clear, phi: blobs } = await seal(VALUE);
    const swapped = { ...blobs, 'crew/m1': blobs['crew/m2'] ?? '', 'crew/m2': blobs['crew/m1'] ?? '' };
    await expect(open({ clear, phi: swapped })).rejects.toMatchObject({ name: 'Unopenable' });
    const one = [...(await ring.toOpen(TENANT, [PATIENT])).values()][0] ?? 'destroyed';
    const same = {
      toOpen: async (__: string, subjects: readonly SubjectRef[]) =>
        new Map(subjects.map((subject) => [subjectName(subject), one])),
      toSeal: ring.toSeal,
    };
    const renamed: Sealed = { clear, phi: { 'patient/p2': blobs['patient/p1'] ?? '' } };
    const openAsOther = await opener(same, TENANT, [renamed]);
    expect(() => openAsOther({ at: PLACE.at, ...renamed })).toThrow('does not open');
  });

  test('of a destroyed subject lacks them alone, and nothing new of them is sealed', async () => {
    const { seal, open, ring } = world();
    const sealed = await seal(VALUE);
    ring.destroy(TENANT, { kind: 'crew', id: 'm1' });
    const left = { ...VALUE, crew: [VALUE.crew[1]] };
    expect(await open(sealed)).toStrictEqual({ value: left, shredded: true });
    await expect(seal(VALUE)).rejects.toMatchObject({ name: 'SubjectDestroyed' });
    expect((await open(await seal(left))).value).toStrictEqual(left);
  });

  test('of which all of a list are destroyed says so, instead of saying that it is unchanged', async () => {
    const { seal, open, ring } = world();
    const sealed = await seal({ unit: 'M7', crew: [VALUE.crew[0]] });
    ring.destroy(TENANT, { kind: 'crew', id: 'm1' });
    expect(await open(sealed)).toStrictEqual({ value: { unit: 'M7', crew: null }, shredded: true });
  });

  test.each([
    ['null', { name: null }],
    ['an empty object', { name: {} }],
    ['an empty list', { name: [] }],
    ['nothing', {}],
  ])('that holds %s where somebody’s data would be needs nobody’s key', async (_, value) => {
    const { seal, ring } = world();
    ring.destroy(TENANT, PATIENT);
    const loose = z.strictObject({ name: phi('patient', z.unknown()) }).partial();
    expect(await seal(value, { ...PLACE, schema: loose })).toStrictEqual({ clear: value, phi: {} });
  });
});

/** Every text and number in a value, as JSON spells it, that is long enough not to be met by chance. */
const wordsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return value.length < 6 ? [] : [JSON.stringify(value).slice(1, -1)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsIn);
};

type Json = z.core.JSONSchema.BaseSchema & { readonly 'x-phi'?: unknown };

/** The codes that may stand in clear: what is nobody's lists them itself. */
const codesIn = (schema: Json): unknown[] => {
  if ('x-phi' in schema) return [];
  const { properties = {}, items, anyOf = [], oneOf = [] } = schema;
  const inside = [...Object.values(properties), ...[items].flat(), ...anyOf, ...oneOf] as (
    | Json
    | undefined
  )[];
  return [...(schema.enum ?? []), ...inside.flatMap((each) => (each ? codesIn(each) : []))];
};

const clearCodes = (schema: z.ZodType): unknown[] => {
  const override: Parameters<typeof z.toJSONSchema>[1] = {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (phiSubject(zodSchema)) jsonSchema['x-phi'] = true;
    },
  };
  return codesIn(z.toJSONSchema(schema, override));
};

const EVENTS = Category.options.flatMap((category) =>
  Object.entries<{ data: z.ZodType }>(CATALOGUE[category]).map(([type, { data }]) => [type, data] as const),
);

describe.each(EVENTS)('%s', (type, schema) => {
  test('is sealed, whatever is in it, and opens to the same; nobody’s words stay in clear', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryOf(schema), async (value) => {
        const { seal, open } = world();
        const place = { schema, streamId: 'p1', at: ['stream', 3, type] };
        const sealed = await seal(value, place);
        expect(await open(sealed, place.at)).toStrictEqual({ value, shredded: false });
        const taken = [...parted(schema, value, 'p1').parts.values()].flatMap((part) => part.taken);
        expect(Object.keys(sealed.phi).length > 0).toBe(taken.length > 0);
        const lies = JSON.stringify(sealed.clear);
        const codes = clearCodes(schema);
        const leaked = wordsIn(taken.map(([, each]) => each)).filter((word) => lies.includes(`"${word}"`));
        expect(leaked.filter((word) => !codes.includes(word))).toStrictEqual([]);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });
});
