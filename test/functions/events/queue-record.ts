import type { SQSRecord } from 'aws-lambda';
import { busEntryOf } from '../../../store/bus-entry.ts';
import { opened } from '../../sample-chart.ts';
import { commitOf, streamOf } from '../../sample-commits.ts';

/** The bus's entry of the opening of a chart. */
export const entryOf = (id: string) => busEntryOf(commitOf([opened], { stream: streamOf(undefined, id) }));

/** A message as SQS gives it to a function. */
export const queueRecord = (messageId: string, body: string, receives = 1): SQSRecord => ({
  messageId,
  receiptHandle: `receipt-${messageId}`,
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
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:fusionems-dev-charts',
  awsRegion: 'us-east-1',
});

/** The message with which the bus tells a queue of the opening of a chart. */
export const entryRecord = (messageId: string, id: string, receives = 1): SQSRecord => {
  const envelope = {
    version: '0',
    source: 'fusionems',
    'detail-type': 'chart.committed',
    detail: entryOf(id),
  };
  return queueRecord(messageId, JSON.stringify(envelope), receives);
};
