import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { inputReader } from '../../../functions/http/input.ts';
import { route } from '../../../schemas/routes/route.ts';
import { apiEvent } from '../api-event.ts';
import { caller } from '../chart-world.ts';

const key = 'PATCH /v1/things/{id}';
const id = '8f14e45f-ceea-467f-9d2c-3b1f6a7c0e55';
const MAX_BYTES = 40;

const thing = route({
  operation: 'patchThing',
  method: 'PATCH',
  path: '/v1/things/{id}',
  tag: 'things',
  summary: 'Change a thing',
  access: ['ems'],
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({ limit: z.coerce.number().int().default(50) }),
  body: z.strictObject({ text: z.string() }),
});
const read = inputReader(thing);

const event = (ask: Partial<Parameters<typeof apiEvent>[2]>) =>
  apiEvent(key, 'request-1', { caller: caller('ems'), params: { id }, ...ask });
const readOf = (ask: Parameters<typeof event>[0]) => read(event(ask), MAX_BYTES);
const base64 = (bytes: Buffer) => ({ ...event({ raw: bytes.toString('base64') }), isBase64Encoded: true });

const invalid = (...issues: { path: string; message: unknown }[]) => ({
  code: 'VALIDATION_FAILED',
  message: 'The request is not of the documented form; see details.issues.',
  details: { issues },
});

describe('A request of its form', () => {
  it('is taken apart and parsed', () => {
    const headers = { 'content-type': 'application/json', 'x-other': '1' };
    expect(readOf({ query: { limit: '7' }, headers, body: { text: 'a' } })).toStrictEqual({
      params: { id },
      query: { limit: 7 },
      headers,
      body: { text: 'a' },
    });
  });

  it('may be sent as bytes', () => {
    expect(read(base64(Buffer.from('{"text":"é"}')), MAX_BYTES)).toMatchObject({ body: { text: 'é' } });
  });

  it('may be as long as the limit, to the byte', () => {
    const text = 'é'.repeat((MAX_BYTES - '{"text":""}'.length - 1) / 2);
    expect(readOf({ body: { text: `${text}a` } })).toMatchObject({ body: { text: `${text}a` } });
  });

  it('without a body has none, whatever is sent', () => {
    const readAny = inputReader({ ...thing, body: undefined });
    expect(readAny(event({ raw: '{'.repeat(MAX_BYTES + 1) }), MAX_BYTES)).toMatchObject({ body: undefined });
  });
});

describe('A request of another form is refused with its places:', () => {
  it.each<[string, Parameters<typeof event>[0], { path: string; message: unknown }]>([
    ['JSON that is none', { raw: '{"text": ' }, { path: 'body', message: 'is not JSON' }],
    ['no body', {}, { path: 'body', message: 'is not JSON' }],
    [
      'another kind of value',
      { body: ['a'] },
      { path: 'body', message: 'Invalid input: expected object, received array' },
    ],
    [
      'a wrong type',
      { body: { text: 7 } },
      { path: 'body.text', message: 'Invalid input: expected string, received number' },
    ],
    [
      'an unknown field',
      { body: { text: 'a', mood: 1 } },
      { path: 'body', message: 'has unknown fields: mood' },
    ],
    [
      'a bad id',
      { params: { id: '17' }, body: { text: 'a' } },
      { path: 'params.id', message: 'Invalid UUID' },
    ],
    [
      'an unknown parameter of the query',
      { query: { order: 'up' }, body: { text: 'a' } },
      { path: 'query', message: 'has unknown fields: order' },
    ],
    [
      'nothing where a number should be',
      { query: { limit: 'many' }, body: { text: 'a' } },
      { path: 'query.limit', message: 'Invalid input: expected number, received NaN' },
    ],
    [
      'arrays in arrays',
      { raw: '['.repeat(20) + ']'.repeat(20) },
      { path: 'body', message: expect.any(String) },
    ],
  ])('%s', (_what, ask, issue) => {
    expect(readOf(ask)).toStrictEqual(invalid(issue));
  });

  it('bytes that are no text', () => {
    const bytes = Buffer.from([...Buffer.from('{"text":"'), 0xff, ...Buffer.from('"}')]);
    expect(read(base64(bytes), MAX_BYTES)).toStrictEqual(invalid({ path: 'body', message: 'is not UTF-8' }));
  });

  it('a body over the limit, counted in bytes', () => {
    const text = 'é'.repeat(15);
    expect(readOf({ body: { text } })).toStrictEqual({
      code: 'PAYLOAD_TOO_LARGE',
      message: 'The body has 41 bytes; at most 40 are taken.',
      details: { bytes: 41, max_bytes: 40 },
    });
  });

  it('each wrong place at once, and nothing of what was sent', () => {
    const refusal = readOf({
      params: { id: 'MARK' },
      query: { limit: 'MARK' },
      body: { text: { MARK: 'MARK' } },
    });
    expect(refusal).toMatchObject({ details: { issues: [{}, {}, {}] } });
    expect(JSON.stringify(refusal)).not.toContain('MARK');
  });
});
