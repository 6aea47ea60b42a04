import type { SQSRecord } from 'aws-lambda';
import { recordOf } from '../../../simulation/aws/queue-record.ts';
import { busEntryOf } from '../../../store/bus-entry.ts';
import { opened } from '../../sample-chart.ts';
import { commitOf, streamOf } from '../../sample-commits.ts';

/** The bus's entry of the opening of a chart. */
export const entryOf = (id: string) => busEntryOf(commitOf([opened], { stream: streamOf(undefined, id) }));

/** A message as SQS gives it to a function. */
export const queueRecord = (id: string, body: string, receives = 1): SQSRecord =>
  recordOf('fusionems-dev-charts', { id, body, receives });

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
