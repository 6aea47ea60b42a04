import { createHash } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ERRORS, type ErrorBody, type Refusal } from '../../schemas/error.ts';
import type { Content } from '../../schemas/routes/content.ts';

/** Sent with every answer: nothing of it may be kept by a cache, guessed at, framed or run by a browser. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

/** A JSON answer; 204 has no body. */
export const respond = (status: number, body: unknown): APIGatewayProxyStructuredResultV2 =>
  status === 204
    ? { statusCode: status, headers: HEADERS }
    : {
        statusCode: status,
        headers: { ...HEADERS, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };

/**
 * A JSON answer that a client may keep for so many seconds, and ask for again by its tag: the same one is answered with
 * 304 and without a body.
 */
export const respondCached = (
  answer: APIGatewayProxyStructuredResultV2,
  seconds: number,
  known: string | undefined,
): APIGatewayProxyStructuredResultV2 => {
  const etag = `"${createHash('sha256')
    .update(answer.body ?? '')
    .digest('base64url')}"`;
  const headers = { ...answer.headers, 'cache-control': `private, max-age=${seconds}`, etag };
  const isKnown = known?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  return isKnown ? { statusCode: 304, headers } : { ...answer, headers };
};

/** An answer that is not JSON. Its own headers go before those of every answer. */
export const respondContent = (status: number, content: Content): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { ...HEADERS, 'content-type': content.media, ...content.headers },
  body: Buffer.from(content.bytes).toString('base64'),
  isBase64Encoded: true,
});

/** A refusal in the error contract. `headers` may add what the code promises, such as Retry-After. */
export const respondRefusal = (
  refusal: Refusal,
  traceId: string,
  headers: Record<string, string> = {},
): APIGatewayProxyStructuredResultV2 => {
  const { code, message, details } = refusal;
  const body: ErrorBody = { error: { code, message, details: { ...details }, trace_id: traceId } };
  const answer = respond(ERRORS[code].status, body);
  return { ...answer, headers: { ...answer.headers, ...headers } };
};
