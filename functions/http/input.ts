import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { type Refusal, refuse } from '../../schemas/error.ts';
import { parsedJson } from '../../schemas/json.ts';
import type { Route } from '../../schemas/routes/route.ts';
import { type Issue, issuesOf } from './issues.ts';

/** What a route's schemas made of a request. */
export interface Input<R extends Route> {
  readonly params: z.output<R['params']>;
  readonly query: z.output<R['query']>;
  readonly headers: z.output<R['headers']>;
  readonly body: R['body'] extends z.ZodType ? z.output<R['body']> : undefined;
}

const invalid = (issues: readonly Issue[]) =>
  refuse('VALIDATION_FAILED', 'The request is not of the documented form; see details.issues.', { issues });

const bytesOf = (event: APIGatewayProxyEventV2): Buffer =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');

const parseJson = (bytes: Buffer): { json: unknown } | Refusal => {
  if (!isUtf8(bytes)) return invalid([{ path: 'body', message: 'is not UTF-8' }]);
  const json = parsedJson(bytes.toString('utf8'));
  return json === undefined ? invalid([{ path: 'body', message: 'is not JSON' }]) : { json };
};

const readBody = (
  route: Route,
  event: APIGatewayProxyEventV2,
  maxBytes: number,
): { json: unknown } | Refusal => {
  if (!route.body) return { json: undefined };
  const body = bytesOf(event);
  if (body.length <= maxBytes) return parseJson(body);
  return refuse('PAYLOAD_TOO_LARGE', `The body has ${body.length} bytes; at most ${maxBytes} are taken.`, {
    bytes: body.length,
    max_bytes: maxBytes,
  });
};

const schemaOf = (route: Route) =>
  z.object({
    params: route.params,
    query: route.query,
    headers: route.headers,
    body: route.body ?? z.undefined(),
  });

/**
 * Makes the check of a route's requests: each is taken apart and parsed part by part, or refused with each place that
 * is wrong. The schema is put together once, because its first use compiles it.
 */
export const inputReader = <R extends Route>(route: R) => {
  const schema = schemaOf(route);
  return (event: APIGatewayProxyEventV2, maxBytes: number): Input<R> | Refusal => {
    const body = readBody(route, event, maxBytes);
    if ('code' in body) return body;
    const parsed = schema.safeParse({
      params: event.pathParameters ?? {},
      query: event.queryStringParameters ?? {},
      headers: event.headers,
      body: body.json,
    });
    // Sound: the schema is put together from the route's own, part by part.
    return parsed.success ? (parsed.data as Input<R>) : invalid(issuesOf(parsed.error));
  };
};
