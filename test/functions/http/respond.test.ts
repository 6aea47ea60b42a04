import { describe, expect, it } from 'vitest';
import { respond, respondContent, respondRefusal } from '../../../functions/http/respond.ts';
import { ERRORS, ErrorCode, refuse } from '../../../schemas/error.ts';

const EVERY = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};
const JSON_HEADERS = { ...EVERY, 'content-type': 'application/json' };

describe('An answer', () => {
  it('is JSON', () => {
    expect(respond(201, { id: 'a' })).toStrictEqual({
      statusCode: 201,
      headers: JSON_HEADERS,
      body: '{"id":"a"}',
    });
  });

  it('with nothing to say has neither body nor content type', () => {
    expect(respond(204, {})).toStrictEqual({ statusCode: 204, headers: EVERY });
  });

  it('may be other bytes, with headers of their own', () => {
    const headers = { 'cache-control': 'public, max-age=60' };
    expect(
      respondContent(200, { media: 'image/png', headers, bytes: Buffer.from([1, 2, 255]) }),
    ).toStrictEqual({
      statusCode: 200,
      headers: { ...EVERY, 'content-type': 'image/png', 'cache-control': 'public, max-age=60' },
      body: 'AQL/',
      isBase64Encoded: true,
    });
  });
});

describe('A refusal', () => {
  it.each(ErrorCode.options)('%s has its status and the one shape', (code) => {
    expect(respondRefusal(refuse(code, 'Why.', { at: 1 }), 'trace-1')).toStrictEqual({
      statusCode: ERRORS[code].status,
      headers: JSON_HEADERS,
      body: JSON.stringify({ error: { code, message: 'Why.', details: { at: 1 }, trace_id: 'trace-1' } }),
    });
  });

  it('may have a header that its code promises', () => {
    const { headers } = respondRefusal(refuse('RATE_LIMITED', 'Wait.'), 'trace-1', { 'retry-after': '9' });
    expect(headers).toStrictEqual({ ...JSON_HEADERS, 'retry-after': '9' });
  });
});

it('The statuses of the codes are those of the contract', () => {
  const statuses = Object.fromEntries(Object.entries(ERRORS).map(([code, { status }]) => [code, status]));
  expect(statuses).toStrictEqual({
    VALIDATION_FAILED: 422,
    UNAUTHENTICATED: 401,
    FORBIDDEN: 403,
    NOT_FOUND: 404,
    METHOD_NOT_ALLOWED: 405,
    VERSION_CONFLICT: 409,
    INVALID_TRANSITION: 409,
    PAYLOAD_TOO_LARGE: 413,
    LOCKED: 423,
    RATE_LIMITED: 429,
    INTERNAL: 500,
    UPSTREAM_FAILED: 502,
  });
});
