import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { CATALOGUE, eventType } from '../../schemas/catalogue.ts';
import { phi } from '../../schemas/phi.ts';
import { redact } from '../../schemas/redact.ts';
import { Category } from '../../schemas/stream.ts';

const MARKER = 'MARKER-7c1f';
const ID = '6f1f2a0e-6a51-4b9b-9d6b-0f6a0f0c9a11';
const AT = '2024-10-08T00:25:53.000Z';

const redactEvent = (type: string, data: unknown): unknown => {
  const known = Category.options.map((category) => eventType(category, type)).find((each) => each);
  if (!known) throw new Error(`${type} is not in the catalogue`);
  return redact(known.data, known.data.parse(data));
};

describe('a tag hides the whole value, wherever it stands', () => {
  const Name = phi('patient', z.string());
  test.each([
    ['itself', Name, MARKER, '[patient]'],
    ['of crew', phi('crew', z.string()), MARKER, '[crew]'],
    ['optional', z.object({ name: Name.optional() }), { name: MARKER }, { name: '[patient]' }],
    ['nullable', z.object({ name: Name.nullable() }), { name: MARKER }, { name: '[patient]' }],
    ['defaulted', z.object({ name: Name.default('x') }), { name: MARKER }, { name: '[patient]' }],
    ['read-only', z.object({ name: Name.readonly() }), { name: MARKER }, { name: '[patient]' }],
    [
      'described later',
      z.object({ name: Name.meta({ title: 'Name' }) }),
      { name: MARKER },
      { name: '[patient]' },
    ],
    ['in a list', z.array(Name), [MARKER, MARKER], ['[patient]', '[patient]']],
    [
      'in a list in an object',
      z.object({ of: z.array(z.object({ name: Name })) }),
      { of: [{ name: MARKER }] },
      { of: [{ name: '[patient]' }] },
    ],
    [
      'a whole object',
      phi('patient', z.object({ a: z.string(), b: z.number() })),
      { a: MARKER, b: 1 },
      '[patient]',
    ],
    [
      'a partial of tagged fields',
      z.object({ name: Name, unit: z.string() }).partial(),
      { name: MARKER, unit: 'A1' },
      { name: '[patient]', unit: 'A1' },
    ],
  ])('%s', (_, schema, value, shown) => {
    expect(redact(schema, value)).toStrictEqual(shown);
  });

  test('in the option of a union that the value is of', () => {
    const choice = z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('private'), text: phi('patient', z.string()) }),
      z.strictObject({ kind: z.literal('public'), text: z.string() }),
    ]);
    expect(redact(choice, { kind: 'private', text: MARKER })).toStrictEqual({
      kind: 'private',
      text: '[patient]',
    });
    expect(redact(choice, { kind: 'public', text: 'A1' })).toStrictEqual({ kind: 'public', text: 'A1' });
    expect(redact(choice, { kind: 'other', text: MARKER })).toBe('[withheld]');
  });
});

describe('what the schema does not vouch for is withheld', () => {
  test.each([
    [
      'an unknown field',
      z.object({ unit: z.string() }),
      { unit: 'A1', more: MARKER },
      { unit: 'A1', more: '[withheld]' },
    ],
    [
      'a value that is not of its schema',
      z.object({ unit: z.enum(['A1']) }),
      { unit: MARKER },
      { unit: '[withheld]' },
    ],
    [
      'an object where text is described',
      z.object({ unit: z.string() }),
      { unit: { text: MARKER } },
      { unit: '[withheld]' },
    ],
    [
      'text where an object is described',
      z.object({ unit: z.object({}) }),
      { unit: MARKER },
      { unit: '[withheld]' },
    ],
    ['text where a list is described', z.array(z.string()), MARKER, '[withheld]'],
    ['a record, whose keys are data', z.record(z.string(), z.string()), { [MARKER]: 'x' }, '[withheld]'],
    ['a schema of no shape', z.unknown(), MARKER, '[withheld]'],
    ['a lazy schema', z.lazy(() => z.string()), MARKER, '[withheld]'],
  ])('%s', (_, schema, value, shown) => {
    expect(redact(schema, value)).toStrictEqual(shown);
  });
});

test('what belongs to nobody is shown as it is', () => {
  const schema = z.object({
    text: z.string(),
    count: z.int(),
    open: z.boolean(),
    to: z.literal('locked'),
    id: z.uuid(),
  });
  const value = { text: 'A1', count: 3, open: false, to: 'locked', id: ID };
  expect(redact(schema, value)).toStrictEqual(value);
  expect(redact(phi('patient', z.string()).nullable(), null)).toBeNull();
  expect(redact(phi('patient', z.string()).optional(), undefined)).toBeUndefined();
});

test('the value that was given is not changed', () => {
  const value = { name: MARKER };
  redact(z.object({ name: phi('patient', z.string()) }), value);
  expect(value).toStrictEqual({ name: MARKER });
});

const file = { content_type: 'image/png', size_bytes: 10, sha256: 'a'.repeat(64) };
const EVENTS: readonly [type: string, data: unknown, shown: unknown][] = [
  [
    'chart.opened',
    { incident_number: '351-24.46512', incident_id: ID },
    { incident_number: '351-24.46512', incident_id: ID },
  ],
  [
    'chart.response_recorded',
    {
      changes: {
        unit_call_sign: 'DF A1',
        odometer_end: null,
        crew: [{ crew_id: MARKER, level: '9925007', roles: ['2403011'] }],
      },
    },
    { changes: { unit_call_sign: 'DF A1', odometer_end: null, crew: ['[crew]'] } },
  ],
  ['chart.times_recorded', { changes: { arrived_scene: AT } }, { changes: '[patient]' }],
  ['chart.location_recorded', { changes: { street: MARKER } }, { changes: '[patient]' }],
  ['chart.situation_recorded', { changes: { chief_complaint: MARKER } }, { changes: '[patient]' }],
  ['chart.disposition_recorded', { changes: { destination_name: MARKER } }, { changes: '[patient]' }],
  ['chart.patient_recorded', { changes: { last_name: MARKER } }, { changes: '[patient]' }],
  ['chart.narrative_recorded', { changes: { text: MARKER } }, { changes: '[patient]' }],
  [
    'chart.vitals_recorded',
    { vital_id: ID, vitals: { taken_at: AT, heart_rate: 44 } },
    { vital_id: ID, vitals: '[patient]' },
  ],
  [
    'chart.vitals_corrected',
    { vital_id: ID, changes: { heart_rate: 45 } },
    { vital_id: ID, changes: '[patient]' },
  ],
  [
    'chart.intervention_recorded',
    {
      intervention_id: ID,
      intervention: { kind: 'medication', performed_at: AT, medication: '7806', medication_name: MARKER },
    },
    { intervention_id: ID, intervention: '[patient]' },
  ],
  [
    'chart.intervention_corrected',
    { intervention_id: ID, changes: { kind: 'medication', medication_name: MARKER } },
    { intervention_id: ID, changes: '[patient]' },
  ],
  [
    'chart.signature_added',
    {
      signature_id: ID,
      signature: {
        ...file,
        signer_role: '4512003',
        signer_name: MARKER,
        reasons: ['4513007'],
        signed_at: AT,
      },
    },
    { signature_id: ID, signature: '[patient]' },
  ],
  [
    'chart.attachment_added',
    { attachment_id: ID, attachment: { ...file, name: MARKER } },
    { attachment_id: ID, attachment: '[patient]' },
  ],
  [
    'chart.elements_recorded',
    {
      elements: [
        { group: 'crew/m1', element: 'eCrew.01', values: [{ text: MARKER }] },
        { group: ID, element: 'eHistory.12', values: [] },
      ],
      groups: [
        { id: ID, group: 'eHistory.CurrentMedsGroup', attributes: { CorrelationID: MARKER } },
        { id: 'crew/m1', removed: true },
      ],
    },
    { elements: ['[crew]', '[patient]'], groups: ['[patient]', '[crew]'] },
  ],
  ['chart.elements_recorded', { elements: null, groups: [] }, { elements: null, groups: [] }],
  [
    'chart.status_changed',
    { from: 'locked', to: 'completed', reason: MARKER },
    { from: 'locked', to: 'completed', reason: '[patient]' },
  ],
  ['user.locked_out', { until: AT }, { until: AT }],
];

describe('of the events there are', () => {
  test.each(EVENTS)('%s', (type, data, shown) => {
    expect(redactEvent(type, data)).toStrictEqual(shown);
  });

  test('each chart event is among them', () => {
    const tried = EVENTS.map(([type]) => type).filter((type) => type.startsWith('chart.'));
    expect([...new Set(tried)]).toStrictEqual(Object.keys(CATALOGUE.chart));
  });
});
