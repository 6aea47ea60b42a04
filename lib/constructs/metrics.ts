import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** A metric is spoken of by names and not by references, so that a function can be renamed or dropped without its alarms' stack standing in the way. */
const metric =
  (namespace: string, dimensionsMap: Record<string, string>) => (metricName: string, statistic: string) =>
    new Metric({ namespace, metricName, dimensionsMap, statistic, period: Duration.minutes(1) });

/** Metrics of a Lambda function, by its deployed name. */
export function functionMetrics(functionName: string) {
  const of = metric('AWS/Lambda', { FunctionName: functionName });
  return {
    errors: of('Errors', 'Sum'),
    throttles: of('Throttles', 'Sum'),
    /** How far the last record read was behind, in milliseconds. */
    iteratorAge: of('IteratorAge', 'Maximum'),
    duration: of('Duration', 'p95'),
  };
}

/** Metrics of a queue, by its deployed name. */
export function queueMetrics(queueName: string) {
  const of = metric('AWS/SQS', { QueueName: queueName });
  return {
    waiting: of('ApproximateNumberOfMessagesVisible', 'Maximum'),
    /** Age of the message that waits longest, in seconds. */
    age: of('ApproximateAgeOfOldestMessage', 'Maximum'),
  };
}

/** Metrics of a state machine, by its ARN: Step Functions knows them by nothing else. */
export function machineMetrics(machineArn: string) {
  const of = metric('AWS/States', { StateMachineArn: machineArn });
  return { failed: of('ExecutionsFailed', 'Sum') };
}

/** Metrics of the HTTP API, by its id. */
export function apiMetrics(apiId: string) {
  const of = metric('AWS/ApiGateway', { ApiId: apiId });
  return {
    requests: of('Count', 'Sum'),
    refused: of('4xx', 'Sum'),
    failed: of('5xx', 'Sum'),
    /** Milliseconds from request to answer. */
    latency: of('Latency', 'p95'),
  };
}
