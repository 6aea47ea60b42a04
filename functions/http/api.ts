import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { refuse } from '../../schemas/error.ts';
import { logger, observed, traceId } from '../telemetry.ts';
import type { Endpoint, Limits, Outcome } from './endpoint.ts';
import { respondRefusal } from './respond.ts';

type Event = APIGatewayProxyEventV2;

/** One line a request: who, what, how it ended, how long it took (ms). Ids and codes only. */
const accessLine = (event: Event, outcome: Outcome, started: number) =>
  logger.info('request', {
    route: event.routeKey,
    status: outcome.answer.statusCode,
    code: outcome.code,
    tenant_id: outcome.caller?.tenant_id,
    user_id: outcome.caller?.user_id,
    duration_ms: Math.round(performance.now() - started),
  });

/** A fault without its message, because a library's message may repeat what it was given. */
const faultOf = (error: Error) => ({
  name: error.name,
  at: (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')),
});

const isUpstream = (error: Error) => '$fault' in error || '$metadata' in error;

/** What was not expected, told without a word of it: the answer has the trace's id, the log the error's name and stack. */
const faults = (): middy.MiddlewareObj<Event, APIGatewayProxyStructuredResultV2> => ({
  onError: (request) => {
    const error = request.error ?? new Error('unknown');
    logger.error('fault', { route: request.event.routeKey, ...faultOf(error) });
    const refusal = isUpstream(error)
      ? refuse('UPSTREAM_FAILED', 'A system behind the service failed; try again later.')
      : refuse('INTERNAL', 'The service failed; the trace id finds the reason in its logs.');
    request.response = respondRefusal(refusal, traceId(request.event.requestContext.requestId));
  },
});

/** A Lambda handler for some routes of the API: the endpoint is chosen by the route the gateway matched. */
export const api = (endpoints: readonly Endpoint[], limits: Limits) => {
  const byRoute = new Map(endpoints.map((each) => [`${each.route.method} ${each.route.path}`, each]));
  return middy<Event, APIGatewayProxyStructuredResultV2>()
    .use(observed())
    .use(faults())
    .handler(async (event) => {
      const started = performance.now();
      const endpoint = byRoute.get(event.routeKey);
      if (!endpoint) throw new Error(`No endpoint is bound to the route ${event.routeKey}.`);
      const context = { trace_id: traceId(event.requestContext.requestId), now: new Date().toISOString() };
      const outcome = await endpoint.call({ event, limits, ...context });
      accessLine(event, outcome, started);
      return outcome.answer;
    });
};
