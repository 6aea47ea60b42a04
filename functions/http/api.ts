import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { faultOf, faultRefusal } from '../fault.ts';
import { count, logger, observed, traceId } from '../telemetry.ts';
import type { Endpoint, Limits, Outcome } from './endpoint.ts';
import { respondRefusal } from './respond.ts';

type Event = APIGatewayProxyEventV2;

const counted = ({ answer: { statusCode: status = 500 } }: Outcome) => {
  count('Requests');
  if (status >= 400) count(status >= 500 ? 'Faults' : 'Refusals');
};

/** One line a request: who, what, how it ended, how long it took (ms). Ids and codes only. */
const accessLine = (event: Event, { answer, caller, code }: Outcome, started: number) =>
  logger.info('request', {
    route: event.routeKey,
    status: answer.statusCode,
    code,
    tenant_id: caller?.tenant_id,
    user_id: caller?.user_id,
    duration_ms: Math.round(performance.now() - started),
  });

const ended = (event: Event, outcome: Outcome, started: number) => {
  accessLine(event, outcome, started);
  counted(outcome);
};

const faulted = (event: Event, error: Error): Outcome => {
  const refusal = faultRefusal(error);
  const answer = respondRefusal(refusal, traceId(event.requestContext.requestId));
  return { answer, caller: undefined, code: refusal.code };
};

/** What was not expected, told without a word of it: the answer has the trace's id, the log the error's name and stack. */
const faults = (): middy.MiddlewareObj<Event, APIGatewayProxyStructuredResultV2> => ({
  onError: (request) => {
    const error = request.error ?? new Error('unknown');
    logger.error('fault', { route: request.event.routeKey, ...faultOf(error) });
    request.response = faulted(request.event, error).answer;
  },
});

/** A Lambda handler for some routes of the API: the endpoint is chosen by the route the gateway matched. */
export const api = (endpoints: readonly Endpoint[], limits: Limits) => {
  const byKey = new Map(endpoints.map((each) => [each.key, each]));
  const called = async (event: Event): Promise<Outcome> => {
    const endpoint = byKey.get(event.routeKey);
    if (!endpoint) throw new Error(`No endpoint is bound to the route ${event.routeKey}.`);
    const context = { trace_id: traceId(event.requestContext.requestId), now: new Date().toISOString() };
    return endpoint.call({ event, limits, ...context });
  };
  return middy<Event, APIGatewayProxyStructuredResultV2>()
    .use(observed())
    .use(faults())
    .handler(async (event) => {
      const started = performance.now();
      const outcome = await called(event).catch((error: Error) => {
        ended(event, faulted(event, error), started);
        throw error;
      });
      ended(event, outcome, started);
      return outcome.answer;
    });
};
