import type { SQSRecord } from 'aws-lambda';

/** A message that was received so many times. */
interface Received {
  readonly id: string;
  readonly body: string;
  readonly receives: number;
}

/** A message as SQS gives it to a function. */
export const recordOf = (queue: string, { id, body, receives }: Received): SQSRecord => ({
  messageId: id,
  receiptHandle: `receipt-${id}`,
  body,
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: '1740903300000',
    SenderId: 'events.amazonaws.com',
    ApproximateFirstReceiveTimestamp: '1740903300000',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${queue}`,
  awsRegion: 'us-east-1',
});
