import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import { withWordlessErrors } from './wordless-errors.ts';

/** The one logger: structured lines of identities, codes and durations. Nothing that a client sent is ever logged. */
export const logger = new Logger();

const metrics = new Metrics();

/** Counts something in the one metrics sink (CloudWatch embedded metric format). */
export const count = (name: string, times = 1): void => {
  metrics.addMetric(name, 'Count', times);
};

const tracer = new Tracer();

/** Traces the calls of an AWS client: neither what was sent nor the words of an error, so no PHI reaches a trace. */
export const traced = <C extends Parameters<typeof withWordlessErrors>[0]>(client: C): C =>
  tracer.captureAWSv3Client(withWordlessErrors(client));

/** The id that joins an error answer, the logs and the trace: the X-Ray root where there is one. */
export const traceId = (requestId: string): string => tracer.getRootXrayTraceId() ?? requestId;

/** What was counted becomes a line of the log; where nothing was, there is none, for each is paid for. */
const flush = (): void => {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
};

/**
 * What every function does around its work: log context, a trace without answers in it, and its metrics flushed. No
 * setting of the environment can have the event logged, because events hold what clients sent.
 */
export const observed = () => [
  injectLambdaContext(logger, { logEvent: false }),
  captureLambdaHandler(tracer, { captureResponse: false }),
  { after: flush, onError: flush },
];
