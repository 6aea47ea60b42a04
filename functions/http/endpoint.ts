import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod';
import { type ErrorCode, isRefusal, type Refusal } from '../../schemas/error.ts';
import type { Caller } from '../../schemas/identity.ts';
import { Content } from '../../schemas/routes/content.ts';
import type { Route } from '../../schemas/routes/route.ts';
import { accessRefusal, callerOf } from './caller.ts';
import { type Input, inputReader } from './input.ts';
import { respond, respondCached, respondContent, respondRefusal } from './respond.ts';

/** What a handler gets: the checked parts of the request, who asks, and the ids and the time of this request. */
export interface Request<R extends Route> extends Input<R> {
  readonly caller: R['access'] extends 'public' ? undefined : Caller;
  readonly request_id: string;
  /** The address that it came from. */
  readonly source_ip: string;
  readonly trace_id: string;
  readonly now: string;
}

/** What a handler gives: the route's answer, or why not. */
export type Answer<R extends Route> = z.input<R['answer']> | Refusal;

/** Limits of an API function, from its environment. */
export interface Limits {
  readonly maxBodyBytes: number;
  /** Takes one of the permits of a tenant (or, where nobody is signed in, of an address) for this minute. */
  permit(holder: string, now: string): Promise<Refusal | undefined>;
}

/** One call: the gateway's event, and what is the same for all of its stages. */
export interface Call {
  readonly event: APIGatewayProxyEventV2;
  readonly limits: Limits;
  readonly trace_id: string;
  readonly now: string;
}

/** How a call ended, as the access line of the log tells it. */
export interface Outcome {
  readonly answer: APIGatewayProxyStructuredResultV2;
  readonly caller: Caller | undefined;
  readonly code: ErrorCode | 'OK';
}

/** One route with its handler, ready to be called. */
export interface Endpoint {
  /** The gateway's key of the route, as `GET /v1/charts/{id}`. */
  readonly key: string;
  call(call: Call): Promise<Outcome>;
}

type Handle<R extends Route> = (request: Request<R>) => Promise<Answer<R>>;

/** A handler behind its checks: asked too often, or not of its form, a request does not reach it. */
const guarded = <R extends Route>(route: R, handle: Handle<R>) => {
  const read = inputReader(route);
  return async ({ event, limits, trace_id, now }: Call, caller: Caller | undefined) => {
    const { requestId: request_id, http } = event.requestContext;
    const limited = await limits.permit(caller?.tenant_id ?? `ip-${http.sourceIp}`, now);
    if (limited) return limited;
    const input = read(event, limits.maxBodyBytes);
    if (isRefusal(input)) return input;
    const request = { ...input, caller, request_id, source_ip: http.sourceIp, trace_id, now };
    // Sound: the parts were parsed by this route's schemas, and a caller is there unless the route is public.
    return handle(request as Request<R>);
  };
};

const accepted = (route: Route, result: unknown, { event }: Call): APIGatewayProxyStructuredResultV2 => {
  if (route.answer === Content) return respondContent(route.status, Content.parse(result));
  const answer = respond(route.status, route.answer.parse(result));
  return route.cached_s === 0
    ? answer
    : respondCached(answer, route.cached_s, event.headers['if-none-match']);
};

const retryAfter = (refusal: Refusal, now: string): Record<string, string> =>
  refusal.code === 'RATE_LIMITED' ? { 'retry-after': String(60 - new Date(now).getUTCSeconds()) } : {};

const refused = (refusal: Refusal, { trace_id, now }: Call) =>
  respondRefusal(refusal, trace_id, retryAfter(refusal, now));

/**
 * Binds a handler to its route. Before the handler runs: who asks (verified claims), may they (role), not too often
 * (permits), and is the request of its form (schemas). The answer is parsed too, so that a wrong one is a fault here
 * and not in a client.
 */
export const endpoint = <R extends Route>(route: R, handle: Handle<R>): Endpoint => {
  const serve = guarded(route, handle);
  return {
    key: `${route.method} ${route.path}`,
    async call(call) {
      const claimed = route.access === 'public' ? undefined : callerOf(call.event);
      if (isRefusal(claimed))
        return { answer: refused(claimed, call), caller: undefined, code: claimed.code };
      const result = (claimed && accessRefusal(route, claimed)) ?? (await serve(call, claimed));
      return isRefusal(result)
        ? { answer: refused(result, call), caller: claimed, code: result.code }
        : { answer: accepted(route, result, call), caller: claimed, code: 'OK' };
    },
  };
};
