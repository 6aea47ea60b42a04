import { describe, expect, test } from 'vitest';
import { becauseOf, derivedId, type SignedRequest } from '../../../functions/commands/ids.ts';
import { idOf, minute, TENANT } from '../../sample-chart.ts';

describe('a derived id', () => {
  test('is a UUID of version 5 that never changes', () => {
    expect(derivedId('chart', 'lakeside-ems', 'a-first-opening')).toBe(
      '885b5a57-2639-577d-bc1c-eafb213292d6',
    );
  });
  test('is another one for other names, also where they run into each other', () => {
    const ids = [['a', 'b'], ['ab'], ['a', '', 'b'], ['b', 'a'], ['a', 'b', '']].map((names) =>
      derivedId(...names),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

const request: SignedRequest = {
  caller: { tenant_id: TENANT, user_id: idOf(1), role: 'ems' },
  headers: {},
  params: { id: idOf(2) },
  body: { version: 3, text: 'Found sitting.' },
  request_id: 'request-1',
  source_ip: '192.0.2.7',
  trace_id: 'trace-1',
  now: minute(1),
};
const keyed: SignedRequest = { ...request, headers: { 'idempotency-key': 'one-intended-write' } };
const commandOf = (change: Partial<SignedRequest>, operation = 'patchNarrative') =>
  becauseOf(operation, { ...keyed, ...change }).command_id;

test('a commit tells of its request who, when, from where and why', () => {
  expect(becauseOf('patchNarrative', request)).toStrictEqual({
    time: minute(1),
    actor: { user_id: idOf(1), role: 'ems' },
    command_id: derivedId('request', 'request-1'),
    correlation_id: 'trace-1',
    causation_id: 'request-1',
    source_ip: '192.0.2.7',
  });
});

describe('a command', () => {
  test('is the same when it is sent again with its key, in another request', () => {
    const again = { request_id: 'request-2', trace_id: 'trace-2', now: minute(9) };
    expect(commandOf(again)).toBe(commandOf({}));
  });

  test.each<[string, Partial<SignedRequest>]>([
    ['another key', { headers: { 'idempotency-key': 'another-write' } }],
    ['another body', { body: { version: 3, text: 'Found standing.' } }],
    ['another chart', { params: { id: idOf(3) } }],
    ['another user', { caller: { ...request.caller, user_id: idOf(9) } }],
    ['another agency', { caller: { ...request.caller, tenant_id: 'hilltop-ems' } }],
  ])('is another one with %s', (_, change) => {
    expect(commandOf(change)).not.toBe(commandOf({}));
  });

  test('is another one of another operation', () => {
    expect(commandOf({}, 'patchPatient')).not.toBe(commandOf({}));
  });

  test('without a key is one with its request', () => {
    expect(becauseOf('patchNarrative', { ...request, request_id: 'request-2' }).command_id).not.toBe(
      becauseOf('patchNarrative', request).command_id,
    );
  });
});
