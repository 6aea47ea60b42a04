import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ERRORS, type ErrorBody, type Refusal } from '../../schemas/error.ts';

/** Sent with every answer: nothing of it may be kept by a cache or guessed at by a browser. */
const HEADERS = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

/** A JSON answer; 204 has no body. */
export const respond = (status: number, body: unknown): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: HEADERS,
  ...(status === 204 ? {} : { body: JSON.stringify(body) }),
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
