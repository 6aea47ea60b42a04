import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { z } from 'zod';
import { type Refusal, refuse } from '../../schemas/error.ts';
import type { Route } from '../../schemas/routes/route.ts';

/** What a route's schemas made of a request. */
export interface Input<R extends Route> {
  readonly params: z.output<R['params']>;
  readonly query: z.output<R['query']>;
  readonly headers: z.output<R['headers']>;
  readonly body: R['body'] extends z.ZodType ? z.output<R['body']> : undefined;
}

const invalid = (issues: { path: string; message: string }[]) =>
  refuse('VALIDATION_FAILED', 'The request is not of the documented form; see details.issues.', { issues });

const rawBody = (event: APIGatewayProxyEventV2): string =>
  event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');

const parseJson = (text: string): { json: unknown } | Refusal => {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return invalid([{ path: 'body', message: 'is not JSON' }]);
  }
};

const readBody = (
  route: Route,
  event: APIGatewayProxyEventV2,
  maxBytes: number,
): { json: unknown } | Refusal => {
  if (!route.body) return { json: undefined };
  const text = rawBody(event);
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes)
    return refuse('PAYLOAD_TOO_LARGE', `The body has ${bytes} bytes; at most ${maxBytes} are taken.`, {
      bytes,
      max_bytes: maxBytes,
    });
  return parseJson(text);
};

/** The message alone: what a client sent is never repeated to it, as the answer may be logged on its way. */
const issuesOf = (error: z.ZodError) =>
  error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));

const schemaOf = (route: Route) =>
  z.object({
    params: route.params,
    query: route.query,
    headers: route.headers,
    body: route.body ?? z.undefined(),
  });

/** Checks a request against its route, part by part, or says each place that is wrong. */
export const inputOf = <R extends Route>(
  route: R,
  event: APIGatewayProxyEventV2,
  maxBytes: number,
): Input<R> | Refusal => {
  const body = readBody(route, event, maxBytes);
  if ('code' in body) return body;
  const parsed = schemaOf(route).safeParse({
    params: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    headers: event.headers,
    body: body.json,
  });
  if (!parsed.success) return invalid(issuesOf(parsed.error));
  return parsed.data as Input<R>;
};
